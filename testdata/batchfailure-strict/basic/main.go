// What is reported with -strict only.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	awslambda "github.com/aws/aws-sdk-go-v2/service/lambda"
)

var (
	table     *dynamodb.Client
	functions *awslambda.Client
)

func put(ctx context.Context, body string) error {
	_, err := table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &body})
	return err
}

// The same message cannot be decoded at any delivery, but nobody keeps it.
func decodes(ctx context.Context, event events.SQSEvent) error {
	var errs []error
	for _, record := range event.Records {
		var v map[string]string
		if err := json.Unmarshal([]byte(record.Body), &v); err != nil {
			log.Printf("%s is no JSON: %v", record.MessageId, err) // want "log.Printf is all that happens"
			continue
		}
		errs = append(errs, put(ctx, v["body"]))
	}
	return errors.Join(errs...)
}

// The last step is best effort, perhaps.
func tidies(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			continue
		}
		if err := put(ctx, "status"); err != nil {
			log.Println("status:", err) // want "log.Println is all that happens"
		}
	}
	return response, nil
}

// The function that is asked may do more than answer.
func consults(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		out, err := functions.Invoke(ctx, &awslambda.InvokeInput{Payload: []byte(record.Body)})
		if err != nil {
			return err // want "return fails the whole SQS batch"
		}
		var answer map[string]string
		log.Println(json.Unmarshal(out.Payload, &answer), answer)
	}
	return nil
}

func main() {
	lambda.Start(consults)
	lambda.Start(decodes)
	lambda.Start(tidies)
}
