// Failures that are returned together with an error.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func work(string) error { return errors.New("no") }

func both(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var failures []events.SQSBatchItemFailure
	var errs []error
	for _, record := range event.Records {
		if err := work(record.Body); err != nil {
			failures = append(failures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			errs = append(errs, err)
		}
	}
	return events.SQSEventResponse{BatchItemFailures: failures}, errors.Join(errs...) // want "batchItemFailures is returned with an error"
}

func pointer(ctx context.Context, event events.SQSEvent) (*events.SQSEventResponse, error) {
	response := new(events.SQSEventResponse)
	for _, record := range event.Records {
		if err := work(record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			return response, fmt.Errorf("record: %w", err) // want "batchItemFailures is returned with an error"
		}
	}
	return response, nil
}

func loose(ctx context.Context, event events.SQSEvent) (map[string]any, error) {
	failures := []map[string]any{}
	var err error
	for _, record := range event.Records {
		if err = work(record.Body); err != nil {
			failures = append(failures, map[string]any{"itemIdentifier": record.MessageId})
		}
	}
	return map[string]any{"batchItemFailures": failures}, err // want "batchItemFailures is returned with an error"
}

func workers(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, record := range event.Records {
		wg.Go(func() {
			if err := work(record.Body); err != nil {
				mu.Lock()
				defer mu.Unlock()
				response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			}
		})
	}
	wg.Wait()
	if len(response.BatchItemFailures) > 0 {
		return response, errors.New("some failed") // want "batchItemFailures is returned with an error"
	}
	return response, nil
}

// Trap: one or the other.
func either(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	client, err := connect()
	if err != nil {
		return events.SQSEventResponse{}, err
	}
	for _, record := range event.Records {
		if err := client(record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return response, err
}

// Trap: the failures come after the return.
func later(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	response := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	client, err := connect()
	if err != nil {
		return response, err
	}
	if err := client(""); err != nil {
		response.BatchItemFailures = []events.SQSBatchItemFailure{{ItemIdentifier: event.Records[0].MessageId}}
	}
	return response, nil
}

// Trap: the failures are taken back.
func takenBack(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if err := work(record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	if len(response.BatchItemFailures) == len(event.Records) {
		response.BatchItemFailures = nil
		return response, errors.New("all failed")
	}
	return response, nil
}

func connect() (func(string) error, error) { return work, nil }

// Trap: passed on as it comes.
func passes(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	response, err := either(ctx, event)
	return response, err
}

func main() {
	for _, handler := range []any{both, pointer, loose, workers, either, later, takenBack, passes} {
		lambda.Start(handler)
	}
}
