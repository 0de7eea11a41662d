// A name from the context of the invocation is another one each time.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	invocation, ok := lambdacontext.FromContext(ctx)
	if !ok {
		return nil
	}
	path := "/tmp/" + invocation.AwsRequestID
	defer os.Remove(path)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	left := "/tmp/left-" + invocation.AwsRequestID
	return os.WriteFile(left, nil, 0o600) // want `^os.WriteFile leaves /tmp/left-… behind:`
}

func main() { lambda.Start(handler) }
