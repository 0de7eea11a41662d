// Package syncinvoke defines an analyzer that finds functions that wait for
// other functions.
//
// # Analyzer syncinvoke
//
// syncinvoke: a function that waits for another function
//
// lambda.Invoke waits for the answer unless it is told otherwise. Meanwhile
// both functions are billed. The caller's timeout has to cover the callee's,
// cold start and retries included; a slow callee holds two units of
// concurrency; and an error of the callee comes back as a nil error with
// FunctionError set, which is easy to miss.
//
// Invoke with Event where no answer is needed, put a queue or an event bus in
// between, let Step Functions call one function after the other, or call the
// code as a package.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
//	)
//
//	var client *sdk.Client
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		_, err := client.Invoke(ctx, &sdk.InvokeInput{
//			FunctionName: aws.String("thumbnails"),
//			Payload:      []byte(request.Body),
//		})
//		if err != nil {
//			return events.APIGatewayV2HTTPResponse{}, err
//		}
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusAccepted}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
//		"github.com/aws/aws-sdk-go-v2/service/lambda/types"
//	)
//
//	var client *sdk.Client
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		_, err := client.Invoke(ctx, &sdk.InvokeInput{
//			FunctionName:   aws.String("thumbnails"),
//			InvocationType: types.InvocationTypeEvent,
//			Payload:        []byte(request.Body),
//		})
//		if err != nil {
//			return events.APIGatewayV2HTTPResponse{}, err
//		}
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusAccepted}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for the invocation types Event and DryRun;
//   - for a type or an input that comes from elsewhere;
//   - before lambda.Start, and in code that runs only outside Lambda.
package syncinvoke
