// Loops that end with an error that cannot occur.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var queues *sqs.Client

type envelope struct {
	ID   string
	Body string
	Size int
}

// Trap: the first return never happens.
func forward(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		data, err := json.Marshal(envelope{record.MessageId, record.Body, len(record.Body)})
		if err != nil {
			return fmt.Errorf("encoding: %w", err)
		}
		if _, err := queues.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(string(data))}); err != nil {
			return err // want "return fails the whole SQS batch for one record"
		}
	}
	return nil
}

// Trap: nothing is lost where nothing fails.
func logs(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		data, err := json.Marshal(envelope{ID: record.MessageId})
		if err != nil {
			log.Println("encoding:", err)
			continue
		}
		fmt.Println(len(data))
	}
	return nil
}

func main() {
	lambda.Start(forward)
	lambda.Start(logs)
}
