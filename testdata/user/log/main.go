package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/user/own"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	own.Say("%d orders came in", len(event.Records)) // want `own\.Say`
	return nil
}

func main() { lambda.Start(handler) }
