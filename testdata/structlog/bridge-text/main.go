// Program bridge-text installs what changes nothing: a text handler, a plain writer, and a
// JSON handler that is only for the desk.
package main

import (
	"context"
	"io"
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	log.Println("got records", len(event.Records)) // want "log.Println writes text"
	return nil
}

func main() {
	h := slog.NewTextHandler(os.Stdout, nil)
	slog.SetDefault(slog.New(h).With("service", "orders"))
	log.SetOutput(os.Stdout)
	log.SetOutput(io.MultiWriter(os.Stderr, io.Discard))
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" {
		slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	}
	lambda.Start(handler)
}
