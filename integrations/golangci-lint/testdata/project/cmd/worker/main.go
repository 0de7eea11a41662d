// Worker is a Lambda whose defects stand in other packages.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"corp.test/team/app/internal/die"
	"corp.test/team/app/internal/store"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if record.Body == "" {
			die.Now()
		}
		if err := store.Save(ctx, record.MessageId, record.Body); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
