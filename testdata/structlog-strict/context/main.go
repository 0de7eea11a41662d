// Program context leaves the request id behind.
package main

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	slog.Info("got records", "count", len(event.Records)) // want "slog.Info drops the request id, which handlers such as lambdacontext.NewLogHandler take from the context; use InfoContext"
	logger := slog.With("service", "orders")
	logger.Warn("got records") // want "slog.Logger.Warn drops the request id, .* use WarnContext"
	slog.InfoContext(ctx, "got records")
	without()
	serve(nil)
	return nil
}

func without() { slog.Info("got records") }

func serve(r *http.Request) {
	slog.Error("got a request") // want "slog.Error drops the request id"
}

func main() { lambda.Start(handler) }
