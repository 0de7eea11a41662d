// What is not found yet.
package main

import (
	"context"
	"log"
	"slices"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

var table *dynamodb.Client

func put(ctx context.Context, body string) error {
	_, err := table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &body})
	return err
}

// The body of a range over a function is a function of its own.
func iterates(ctx context.Context, event events.SQSEvent) error {
	for record := range slices.Values(event.Records) {
		if err := put(ctx, record.Body); err != nil {
			return err
		}
	}
	return nil
}

// The records are tasks of another type when the loop meets them.
func converted(ctx context.Context, event events.SQSEvent) error {
	var bodies []string
	for _, record := range event.Records {
		bodies = append(bodies, record.Body)
	}
	for _, body := range bodies {
		if err := put(ctx, body); err != nil {
			return err
		}
	}
	return nil
}

// The error is assigned to a variable that a deferred function reads.
func captured(ctx context.Context, event events.SQSEvent) (err error) {
	defer func() { log.Println("done", err) }()
	for _, record := range event.Records {
		if err = put(ctx, record.Body); err != nil {
			log.Println(err)
			continue
		}
	}
	return nil
}

func main() {
	for _, handler := range []any{iterates, converted, captured} {
		lambda.Start(handler)
	}
}
