// What only -strict reports: a goroutine with which a line of the log is lost.
package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SNSEvent) error {
	go func() { // want "^goroutine is not waited for"
		time.Sleep(time.Second)
		slog.InfoContext(ctx, "still here")
	}()
	return nil
}

func main() { lambda.Start(handler) }
