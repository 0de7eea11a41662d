// Program bridge-logger has a log.Logger that writes through slog.
package main

import (
	"context"
	"log"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type service struct{ logger *log.Logger }

func (s *service) handle(ctx context.Context, event events.SQSEvent) error {
	s.logger.Println("got records", len(event.Records))
	log.Println("got records", len(event.Records)) // want "log.Println writes text"
	return nil
}

func main() {
	s := &service{logger: slog.NewLogLogger(slog.NewJSONHandler(os.Stdout, nil), slog.LevelInfo)}
	lambda.Start(s.handle)
}
