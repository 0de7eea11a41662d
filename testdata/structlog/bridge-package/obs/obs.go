// Package obs sets logging up, and has an event handler that another package registers.
package obs

import (
	"context"
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
)

// Setup makes slog the output of log.
func Setup() { slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil))) }

// Handle handles an event.
func Handle(ctx context.Context, event events.SQSEvent) error {
	log.Println("got records", len(event.Records))
	return nil
}
