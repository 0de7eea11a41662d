// Loops over the records of a batch that end with the error of one of them.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	awslambda "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	table  *dynamodb.Client
	queues *sqs.Client

	functions *awslambda.Client
)

type order struct{ ID string }

func put(ctx context.Context, body string) error {
	var o order
	if err := json.Unmarshal([]byte(body), &o); err != nil {
		return err
	}
	_, err := table.PutItem(ctx, &dynamodb.PutItemInput{})
	return err
}

func direct(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		var o order
		if err := json.Unmarshal([]byte(record.Body), &o); err != nil {
			return fmt.Errorf("decoding: %w", err) // want "return fails the whole SQS batch for one record"
		}
		if err := put(ctx, record.Body); err != nil {
			return err // want "return fails the whole SQS batch"
		}
	}
	return nil
}

func logged(text string, err error) error {
	fmt.Println(text, err)
	return err
}

// What a helper gives back is nil where nothing else was put in.
func logs(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if record.Body == "" {
			return logged("nothing to do", nil)
		}
		if err := put(ctx, record.Body); err != nil {
			return logged("put", err) // want "return fails the whole SQS batch"
		}
	}
	return nil
}

// A named result that a deferred call reads.
func named(ctx context.Context, event *events.KinesisEvent) (err error) {
	defer func() { fmt.Println(err) }()
	for i := range event.Records {
		if err = put(ctx, string(event.Records[i].Kinesis.Data)); err != nil {
			return err // want "return fails the whole Kinesis batch.*batchItemFailures"
		}
	}
	return nil
}

func breaks(ctx context.Context, event events.DynamoDBEvent) error {
	var err error
	for _, record := range event.Records {
		if err = put(ctx, record.EventID); err != nil {
			break
		}
	}
	return err // want "return fails the whole DynamoDB stream batch"
}

func kafka(ctx context.Context, event events.KafkaEvent) error {
	for _, records := range event.Records {
		for _, record := range records {
			if err := put(ctx, record.Value); err != nil {
				return err // want "Kafka batch.*make each safe to repeat"
			}
		}
	}
	return nil
}

// The response is dropped with the failures of earlier records.
func partial(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if record.Body == "" {
			return events.SQSEventResponse{}, errors.New("no body") // want "return fails the whole SQS batch"
		}
		if err := put(ctx, record.Body); err != nil {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return response, nil
}

// Trap: a record without an identifier cannot be reported.
func nameless(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	for _, record := range event.Records {
		if record.MessageId == "" {
			return events.SQSEventResponse{}, errors.New("no id")
		}
		id := record.MessageId
		if len(id) != 0 && put(ctx, record.Body) == nil {
			continue
		}
		response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: id})
	}
	return response, nil
}

// Trap: nor can one of a stream.
func unnumbered(ctx context.Context, event *events.KinesisEvent) error {
	for i := range event.Records {
		if len(event.Records[i].Kinesis.SequenceNumber) == 0 {
			return fmt.Errorf("record %d has no number", i)
		}
		if err := put(ctx, string(event.Records[i].Kinesis.Data)); err != nil {
			return err // want "return fails the whole Kinesis batch"
		}
	}
	return nil
}

// Trap: nothing happened yet when this loop ends.
func decodesFirst(ctx context.Context, event events.SQSEvent) error {
	var orders []order
	for _, record := range event.Records {
		var o order
		if err := json.Unmarshal([]byte(record.Body), &o); err != nil {
			return err
		}
		orders = append(orders, o)
	}
	return putAll(ctx, orders)
}

func putAll(ctx context.Context, orders []order) error {
	for _, o := range orders {
		if err := put(ctx, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// Trap: reads repeat nothing.
func readsFirst(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if _, err := table.GetItem(ctx, &dynamodb.GetItemInput{TableName: &record.Body}); err != nil {
			return err
		}
	}
	return nil
}

// Trap: all records are tried.
func joins(ctx context.Context, event events.SQSEvent) error {
	var errs []error
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Trap: a batch of one.
func one(ctx context.Context, event events.SQSEvent) error {
	if len(event.Records) != 1 {
		return fmt.Errorf("%d records", len(event.Records))
	}
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			return err
		}
	}
	return nil
}

func evaluate(ctx context.Context, body string) (answer string, err error) {
	out, err := functions.Invoke(ctx, &awslambda.InvokeInput{Payload: []byte(body)})
	if err != nil {
		return "", err
	}
	return answer, json.Unmarshal(out.Payload, &answer)
}

// Trap: the function that is asked for an answer may change nothing, and what
// is written comes after the loop.
func consults(ctx context.Context, event events.SQSEvent) error {
	var answers []string
	for _, record := range event.Records {
		answer, err := evaluate(ctx, record.Body)
		if err != nil {
			return err
		}
		answers = append(answers, answer)
	}
	return put(ctx, fmt.Sprint(answers))
}

// Nobody wants an answer: the function is there to do something.
func commands(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		out, err := functions.Invoke(ctx, &awslambda.InvokeInput{Payload: []byte(record.Body)})
		if err != nil {
			return err // want "return fails the whole SQS batch"
		}
		if out.FunctionError != nil {
			return errors.New(string(out.Payload)) // want "return fails the whole SQS batch"
		}
	}
	return nil
}

// Trap: time is up, what is left has to come back.
func deadline(ctx context.Context, event events.SQSEvent) error {
	var errs []error
	for _, record := range event.Records {
		if ctx.Err() != nil {
			return fmt.Errorf("stopped: %w", ctx.Err())
		}
		errs = append(errs, put(ctx, record.Body))
	}
	return errors.Join(errs...)
}

// Trap: an ordered stream stops at the first failure and says where.
func stops(ctx context.Context, event events.KinesisEvent) (events.KinesisEventResponse, error) {
	for _, record := range event.Records {
		if err := put(ctx, string(record.Kinesis.Data)); err != nil {
			return events.KinesisEventResponse{BatchItemFailures: []events.KinesisBatchItemFailure{{ItemIdentifier: record.Kinesis.SequenceNumber}}}, nil
		}
	}
	return events.KinesisEventResponse{}, nil
}

// Trap: the source of an SNS event does not deliver batches.
func topic(ctx context.Context, event events.SNSEvent) error {
	for _, record := range event.Records {
		if err := put(ctx, record.SNS.Message); err != nil {
			return err
		}
	}
	return nil
}

// Trap: the caller makes failures of the error.
func all(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var response events.SQSEventResponse
	if err := each(ctx, event.Records); err != nil {
		for _, record := range event.Records {
			response.BatchItemFailures = append(response.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return response, nil
}

func each(ctx context.Context, records []events.SQSMessage) error {
	for _, record := range records {
		if err := put(ctx, record.Body); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	for _, handler := range []any{direct, logs, named, breaks, kafka, partial, nameless, unnumbered, consults, commands, decodesFirst, readsFirst, joins, one, deadline, stops, topic, all} {
		lambda.Start(handler)
	}
}
