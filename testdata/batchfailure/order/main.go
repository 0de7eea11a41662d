// FIFO queues: a failure holds up the rest of its group.
package main

import (
	"context"
	"log"
	"slices"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func work(group, body string) error { return nil }

func goesOn(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	for _, record := range event.Records {
		group := record.Attributes["MessageGroupId"]
		if err := work(group, record.Body); err != nil {
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId}) // want "later ones of its MessageGroupId overtake it"
		}
	}
	return r, nil
}

func prefixed(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	for _, record := range event.Records {
		if err := work("group-"+record.Attributes["MessageGroupId"], record.Body); err != nil {
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId}) // want "later ones of its MessageGroupId overtake it"
		}
	}
	return r, nil
}

// Trap: groups that failed are skipped.
func skips(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	failed := map[string]bool{}
	for _, record := range event.Records {
		group := record.Attributes["MessageGroupId"]
		if failed[group] || work(group, record.Body) != nil {
			failed[group] = true
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return r, nil
}

// Trap: a list of groups.
func list(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	var failed []string
	for _, record := range event.Records {
		group := record.Attributes["MessageGroupId"]
		if slices.Contains(failed, group) {
			continue
		}
		if err := work(group, record.Body); err != nil {
			failed = append(failed, group)
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return r, nil
}

// Trap: everything from the first failure on is reported.
func stops(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	for i, record := range event.Records {
		log.Println(record.Attributes["MessageGroupId"])
		if err := work("", record.Body); err != nil {
			for _, left := range event.Records[i:] {
				r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: left.MessageId})
			}
			break
		}
	}
	return r, nil
}

func main() {
	for _, handler := range []any{goesOn, prefixed, skips, list, stops} {
		lambda.Start(handler)
	}
}
