// The handler of library's functions.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/directive/library"
)

func handle(ctx context.Context, event events.SQSEvent) error {
	library.Save(event.Records[0].MessageId)
	library.Count(1)
	return nil
}

func main() { lambda.Start(handle) }
