// Reserved names before Start, and any name on the path.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/reservedenv/defects/settings"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		os.Setenv("TENANT", record.Body)    // want "^os.Setenv changes TENANT for the whole process on every invocation: the next one, and a concurrent one, see it; pass the value as an argument$"
		defer os.Unsetenv(record.MessageId) // want "^os.Unsetenv changes a variable for the whole process"
	}
	os.Setenv("AWS_SESSION_TOKEN", "")                    // want "^os.Setenv changes AWS_SESSION_TOKEN, which belongs to the Lambda runtime"
	os.Setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9009") // want "^os.Setenv changes AWS_LAMBDA_RUNTIME_API for the whole process on every invocation"
	return nil
}

func main() {
	settings.Apply()
	os.Unsetenv("_X_AMZN_TRACE_ID")       // want "^os.Unsetenv changes _X_AMZN_TRACE_ID, which belongs"
	os.Unsetenv("AWS_LAMBDA_RUNTIME_API") // want "^os.Unsetenv changes AWS_LAMBDA_RUNTIME_API, which belongs"
	os.Clearenv()                         // want "^os.Clearenv removes the variables of the Lambda runtime: credentials, region and trace are gone; unset the ones that are meant$"
	lambda.Start(handler)
}
