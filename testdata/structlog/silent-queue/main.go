// Program silent-queue drops the errors of messages.
package main

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type order struct{ ID string }

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		var o order
		if err := json.Unmarshal([]byte(record.Body), &o); err != nil { // want "the error of json.Unmarshal ends here"
			continue
		}
		if err := save(ctx, o); err != nil { // want "the error of main.save ends here"
			return nil
		}
	}
	return nil
}

func batch(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var resp events.SQSEventResponse
	var errs []error
	for _, record := range event.Records {
		var o order
		if err := json.Unmarshal([]byte(record.Body), &o); err != nil {
			resp.BatchItemFailures = append(resp.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			continue
		}
		err := save(ctx, o)
		errs = append(errs, err)
		if err != nil {
			continue
		}
	}
	return resp, errors.Join(errs...)
}

func save(ctx context.Context, o order) error { return nil }

func main() {
	if len(order{}.ID) > 0 {
		lambda.Start(batch)
	}
	lambda.Start(handler)
}
