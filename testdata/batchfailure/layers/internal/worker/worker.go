package worker

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

type Saver interface {
	Save(ctx context.Context, body string) error
}

type Worker struct{ saver Saver }

func New(s Saver) *Worker { return &Worker{s} }

func (w *Worker) Handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := w.saver.Save(ctx, record.Body); err != nil {
			return err // want "return fails the whole SQS batch"
		}
	}
	return nil
}

// Checker only checks: what it was given reaches nothing outside.
type Checker struct{ check Saver }

func NewChecker(s Saver) *Checker { return &Checker{s} }

func (c *Checker) Handle(ctx context.Context, records []events.SQSMessage) error {
	for _, record := range records {
		if err := c.check.Save(ctx, record.Body); err != nil {
			return err
		}
	}
	return nil
}
