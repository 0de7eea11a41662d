// Loops that log the error of a record and go on.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	table  *dynamodb.Client
	queues *sqs.Client
)

func put(ctx context.Context, body string) error {
	_, err := table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &body})
	return err
}

func skips(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			log.Printf("putting %s: %v", record.MessageId, err) // want "log.Printf is all that happens to the error of a record.*deleted and lost"
			continue
		}
		fmt.Println("done")
	}
	return nil
}

func last(ctx context.Context, event events.KinesisEvent) error {
	for _, record := range event.Records {
		err := put(ctx, string(record.Kinesis.Data))
		if err != nil {
			slog.ErrorContext(ctx, "failed", "err", err) // want "slog.ErrorContext is all that happens.*skipped and lost"
		}
	}
	return nil
}

func report(err error) { log.Println("oh", err) }

func helper(ctx context.Context, event events.SQSEvent) {
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			report(fmt.Errorf("put: %w", err)) // want "main.report is all that happens"
		}
	}
}

func results(ctx context.Context, event events.SQSEvent) error {
	errs := make(chan error, len(event.Records))
	for _, record := range event.Records {
		go func() { errs <- put(ctx, record.Body) }()
	}
	for range event.Records {
		if err := <-errs; err != nil {
			log.Print(err) // want "log.Print is all that happens"
		}
	}
	return nil
}

// Trap: the same message cannot be decoded at any delivery.
func decodes(ctx context.Context, event events.SQSEvent) error {
	var errs []error
	for _, record := range event.Records {
		var v map[string]string
		if err := json.Unmarshal([]byte(record.Body), &v); err != nil {
			log.Printf("%s is no JSON: %v", record.MessageId, err)
			continue
		}
		errs = append(errs, put(ctx, v["body"]))
	}
	return errors.Join(errs...)
}

// Trap: the failure is reported.
func reports(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			log.Println(err)
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return response, nil
}

// Trap: the record was put aside.
func aside(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			log.Println(err)
			if _, err := queues.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &record.Body}); err != nil {
				return err // want "return fails the whole SQS batch"
			}
		}
	}
	return nil
}

// Trap: counted, and the count decides.
func counts(ctx context.Context, event events.SQSEvent) error {
	failed := 0
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			log.Println(err)
			failed++
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d records failed", failed)
	}
	return nil
}

// Trap: the last error is returned.
func remembers(ctx context.Context, event events.SQSEvent) error {
	var last error
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			log.Println(err)
			last = err
		}
	}
	return last
}

// Trap: the error is told apart.
func tellsApart(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			if errors.Is(err, context.Canceled) {
				return err // want "return fails the whole SQS batch"
			}
			log.Println("already there:", err)
		}
	}
	return nil
}

// Trap: a step that may fail, and the record goes on.
func optional(ctx context.Context, event events.SQSEvent) error {
	var errs []error
	for _, record := range event.Records {
		if err := put(ctx, "metrics"); err != nil {
			log.Println("metrics:", err)
		}
		errs = append(errs, put(ctx, record.Body))
	}
	return errors.Join(errs...)
}

// Trap: the last step is best effort, the loop reports what matters.
func tidies(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			continue
		}
		if err := put(ctx, "status"); err != nil {
			log.Println("status:", err)
		}
	}
	return response, nil
}

// What else the loop reports is a record that no request can be made of.
func requests(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, record.Body, nil)
		if err != nil {
			return err // want "return fails the whole SQS batch"
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			log.Println("posting:", err) // want "log.Println is all that happens"
			continue
		}
		resp.Body.Close()
	}
	return nil
}

func main() {
	for _, handler := range []any{skips, last, helper, results, decodes, reports, aside, counts, remembers, tellsApart, optional, tidies, requests, fields} {
		lambda.Start(handler)
	}
}
