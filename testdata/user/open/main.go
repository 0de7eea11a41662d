package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/user/own"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	pool, err := own.Connect(os.Getenv("DSN")) // want `own\.Connect runs on every invocation`
	if err != nil {
		return err
	}
	return pool.Exec(ctx, "SELECT 1")
}

func main() { lambda.Start(handler) }
