// Clients of the program: the guard belongs where they are called.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/lambdavet/lambdavet/testdata/idempotency/adapter/internal/mail"
)

type sender interface {
	Send(ctx context.Context, to, text string) error
}

var (
	mailer sender = &mail.Client{SES: new(sesv2.Client)}
	topic         = mail.Topic{SNS: new(sns.Client)}
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := mailer.Send(ctx, "a@example.com", record.Body); err != nil { // want `^sesv2\.SendEmail sends again when SQS redelivers the batch; record the MessageId first, with a condition \(main\.handler → mail\.Client\.Send\)`
			return err
		}
		if err := topic.Publish(ctx, record.Body); err != nil { // want `^sns\.Publish sends again .*\(main\.handler → mail\.Topic\.Publish\)`
			return err
		}
		if err := mail.Notify(ctx, record.Body); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
