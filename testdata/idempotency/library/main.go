// An idempotency package calls the work back, or is asked first.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/lambdavet/lambdavet/testdata/idempotency/library/idempotency"
)

var topic *sns.Client

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		err := idempotency.Once(ctx, record.MessageId, func(ctx context.Context) error {
			_, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
			return err
		})
		if err != nil {
			return err
		}
		if fresh, err := idempotency.Begin(ctx, record.MessageId); err != nil || !fresh {
			return err
		}
		if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
