// Batch item failures that name the record by something else.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
)

func work(string) bool { return false }

func receipt(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	for _, record := range event.Records {
		if !work(record.Body) {
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.ReceiptHandle}) // want "ItemIdentifier is set to ReceiptHandle.*use record.MessageId"
		}
	}
	return r, nil
}

func eventID(ctx context.Context, event events.KinesisEvent) (r events.KinesisEventResponse, err error) {
	for _, record := range event.Records {
		id := record.EventID
		if !work(id) {
			r.BatchItemFailures = append(r.BatchItemFailures, events.KinesisBatchItemFailure{ItemIdentifier: id}) // want "set to EventID.*SequenceNumber"
		}
	}
	return r, nil
}

// A response of one's own, filled from a type of one's own.
type response struct {
	Failures []failure `json:"batchItemFailures"`
}

type failure struct {
	ID string `json:"itemIdentifier"`
}

type change struct {
	keys []string
	body string
}

func changeOf(record events.DynamoDBEventRecord) change {
	return change{keys: []string{record.EventID}, body: record.EventName}
}

func own(ctx context.Context, event events.DynamoDBEvent) (response, error) {
	var r response
	for _, record := range event.Records {
		if c := changeOf(record); !work(c.body) {
			r.Failures = append(r.Failures, failure{ID: c.keys[0]}) // want "set to EventID.*SequenceNumber"
		}
	}
	return r, nil
}

// A response that is a map.
func loose(ctx context.Context, event events.SQSEvent) (map[string]any, error) {
	failures := []map[string]any{}
	for _, record := range event.Records {
		if !work(record.Body) {
			failures = append(failures, map[string]any{"itemIdentifier": record.ReceiptHandle}) // want "ItemIdentifier is set to ReceiptHandle.*use record.MessageId"
		}
	}
	return map[string]any{"batchItemFailures": failures}, nil
}

// Names without objects around them.
type bare struct {
	Failures []string `json:"batchItemFailures"`
}

func names(ctx context.Context, event events.DynamoDBEvent) (bare, error) {
	var failures []string
	for _, record := range event.Records {
		if !work(record.EventName) {
			failures = append(failures, record.Change.SequenceNumber)
		}
	}
	if len(failures) == 0 {
		return bare{Failures: []string{}}, nil
	}
	return bare{Failures: failures}, nil // want "batchItemFailures is a list of strings, which Lambda cannot read: the whole batch fails and is retried; make each an object with an itemIdentifier"
}

// Trap: what Lambda knows.
func looseRight(ctx context.Context, event events.SQSEvent) (map[string]any, error) {
	failures := []map[string]any{}
	for _, record := range event.Records {
		if !work(record.Body) {
			failures = append(failures, map[string]any{"itemIdentifier": record.MessageId})
		}
	}
	return map[string]any{"batchItemFailures": failures}, nil
}

func right(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	byBody := make(map[string]events.SQSMessage)
	for _, record := range event.Records {
		byBody[record.Body] = record
	}
	for body := range byBody {
		r.BatchItemFailures = append(r.BatchItemFailures, fail(byBody[body].MessageId))
	}
	return r, nil
}

func fail(id string) events.SQSBatchItemFailure {
	return events.SQSBatchItemFailure{ItemIdentifier: id}
}

func sequence(ctx context.Context, event events.DynamoDBEvent) (r events.DynamoDBEventResponse, err error) {
	for _, record := range event.Records {
		id := aws.String(record.Change.SequenceNumber)
		r.BatchItemFailures = append(r.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: aws.ToString(id)})
	}
	return r, nil
}

// Trap: the empty name fails the whole batch on purpose.
func whole(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	r.BatchItemFailures = []events.SQSBatchItemFailure{{ItemIdentifier: ""}}
	return r, nil
}

func main() {
	for _, handler := range []any{receipt, eventID, own, loose, names, looseRight, right, sequence, whole} {
		lambda.Start(handler)
	}
}
