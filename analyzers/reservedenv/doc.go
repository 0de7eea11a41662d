// Package reservedenv defines an analyzer that finds changes of the
// environment that Lambda and other invocations rely on.
//
// # Analyzer reservedenv
//
// reservedenv: changes of environment variables
//
// The Lambda runtime sets variables such as AWS_REGION, AWS_ACCESS_KEY_ID,
// AWS_LAMBDA_FUNCTION_NAME and _X_AMZN_TRACE_ID, and reserves their names:
// they cannot be configured. The AWS SDK takes its region and credentials from
// them, and the id of the trace that it passes on. A program that overwrites or
// removes them works in the wrong region, with the wrong account or with none.
// And the environment is that of the process: what one invocation sets is still
// set in the next one, and a concurrent one sees it change.
//
// Pass a region or credentials as options of the SDK, and values as arguments.
//
// The rule reports:
//
//   - reserved: os.Setenv or os.Unsetenv of a reserved name, wherever a
//     program that starts a Lambda runs it;
//   - everything: os.Clearenv, as above;
//   - perinvocation: any os.Setenv and os.Unsetenv on the path of an invocation.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"os"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		return os.Setenv("TENANT", event.AccountID)
//	}
//
//	func main() {
//		os.Setenv("AWS_REGION", "eu-west-1")
//		lambda.Start(handler)
//	}
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"log"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/config"
//		"github.com/aws/aws-sdk-go-v2/service/sqs"
//	)
//
//	var queue *sqs.Client
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		return process(ctx, event.AccountID)
//	}
//
//	func process(ctx context.Context, tenant string) error {
//		_, err := queue.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &tenant})
//		return err
//	}
//
//	func main() {
//		cfg, err := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu-west-1"))
//		if err != nil {
//			log.Fatal(err)
//		}
//		queue = sqs.NewFromConfig(cfg)
//		lambda.Start(handler)
//	}
//
// # When it stays silent
//
//   - in _test.go files;
//   - in code that runs only outside Lambda, such as the branch of main for a
//     local run;
//   - for other variables before lambda.Start, such as HOME, TZ or the
//     settings of a library;
//   - for AWS_LAMBDA_RUNTIME_API set there, which is how the proxy of an
//     extension gets between the function and Lambda;
//   - in programs that start no Lambda.
package reservedenv
