// Package registered has a handler that a main registers without middleware.
package registered

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/events"
)

// Service has a handler method.
type Service struct{}

// Upload panics: main knows that nothing recovers.
func (s *Service) Upload(ctx context.Context, event *events.S3Event) error {
	if len(event.Records) == 0 {
		panic(errors.New("empty")) // want "panic ends"
	}
	return nil
}
