package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/user/own"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	f, err := os.CreateTemp("", "order-*")
	if err != nil {
		return err
	}
	defer own.Discard(f.Name())
	defer f.Close()
	_, err = f.WriteString(event.Records[0].Body)
	return err
}

func main() { lambda.Start(handler) }
