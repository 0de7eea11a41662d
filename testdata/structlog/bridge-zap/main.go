// Program bridge-zap sends the lines of log through zap.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"go.uber.org/zap"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	log.Println("got records", len(event.Records))
	return nil
}

func init() {
	logger := zap.Must(zap.NewProduction())
	zap.RedirectStdLog(logger)
}

func main() { lambda.Start(handler) }
