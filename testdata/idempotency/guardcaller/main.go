// Guards in callers, behind helpers and interfaces.
package main

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/lambdavet/lambdavet/testdata/idempotency/guardcaller/internal/store"
)

type marker interface {
	Mark(ctx context.Context, id string) (bool, error)
	Claim(ctx context.Context, id string) error
	Touch(ctx context.Context, id string) error
}

type service struct {
	seen  marker
	topic *sns.Client
}

func (s *service) handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := s.marked(ctx, record); err != nil {
			return err
		}
		if err := s.claimed(ctx, record); err != nil {
			return err
		}
		if err := s.touched(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) marked(ctx context.Context, record events.SQSMessage) error {
	fresh, err := s.seen.Mark(ctx, record.MessageId)
	if err != nil {
		return err
	}
	if !fresh {
		return nil
	}
	return s.notify(ctx, record)
}

func (s *service) claimed(ctx context.Context, record events.SQSMessage) error {
	if err := s.seen.Claim(ctx, record.MessageId); errors.Is(err, store.ErrSeen) {
		return nil
	}
	return s.tell(ctx, record)
}

func (s *service) touched(ctx context.Context, record events.SQSMessage) error {
	if err := s.seen.Touch(ctx, record.MessageId); err != nil {
		return err
	}
	return s.warn(ctx, record)
}

func (s *service) notify(ctx context.Context, record events.SQSMessage) error {
	_, err := s.topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	return err
}

func (s *service) tell(ctx context.Context, record events.SQSMessage) error {
	_, err := s.topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	return err
}

func (s *service) warn(ctx context.Context, record events.SQSMessage) error {
	_, err := s.topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again .*\(main\.service\.handle → main\.service\.touched → main\.service\.warn\)`
	return err
}

func main() {
	s := &service{seen: &store.Store{Client: new(dynamodb.Client)}, topic: new(sns.Client)}
	lambda.Start(s.handle)
}
