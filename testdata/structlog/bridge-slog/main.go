// Program bridge-slog sends the lines of log through a JSON handler; fmt writes past it.
package main

import (
	"context"
	"fmt"
	"log"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	log.Println("got records", len(event.Records))
	fmt.Println("got records", len(event.Records)) // want "fmt.Println writes text"
	return nil
}

func main() {
	slog.SetDefault(slog.New(lambdacontext.NewLogHandler()).With("service", "orders"))
	lambda.Start(handler)
}
