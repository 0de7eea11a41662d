// A program that works in /tmp.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	return os.WriteFile("report.csv", nil, 0o600)
}

func main() {
	if err := os.Chdir("/tmp"); err != nil {
		panic(err)
	}
	lambda.Start(handler)
}
