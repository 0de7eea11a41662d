// Package handlers is registered by a main that nobody has written yet: its
// functions are recognised by the events that they take.
package handlers

import (
	"context"
	"errors"
	"log"

	"github.com/aws/aws-lambda-go/events"
)

var errEmpty = errors.New("empty")

// Orders handles a batch.
func Orders(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		if err := order(r); err != nil {
			return err
		}
	}
	log.Fatal("unreachable") // want `log.Fatal .*an error$`
	return nil
}

// order is below Orders, and no entry point of its own.
func order(m events.SQSMessage) error {
	if m.Body == "" {
		log.Fatalln("empty") // want `log.Fatalln .* \(handlers.Orders → handlers.order\)$`
	}
	return nil
}

// Service has a handler method.
type Service struct{}

// Upload takes a pointer. A main may put a recovering middleware around it: it
// will tell whether the panic matters.
func (s *Service) Upload(ctx context.Context, event *events.S3Event) error {
	panic(errEmpty)
}

func unexported(record events.KinesisEventRecord) error {
	panic(errEmpty) // want "panic ends"
}
