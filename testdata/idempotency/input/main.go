// Inputs that one function makes and another sends.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/google/uuid"
)

var (
	queue    *sqs.Client
	machines *sfn.Client
	tasks    *ecs.Client
	db       *dynamodb.Client
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := forward(ctx, &sqs.SendMessageInput{MessageBody: &record.Body}); err != nil {
			return err
		}
		if err := forwardOnce(ctx, &sqs.SendMessageInput{MessageBody: &record.Body, MessageDeduplicationId: &record.MessageId}); err != nil {
			return err
		}
		if err := begin(ctx, &sfn.StartExecutionInput{Name: aws.String(uuid.NewString())}); err != nil {
			return err
		}
		if err := run(ctx, record); err != nil {
			return err
		}
		if err := runOnce(ctx, record); err != nil {
			return err
		}
		if err := put(ctx, item(uuid.NewString(), record.Body)); err != nil {
			return err
		}
		if err := putOnce(ctx, map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}}); err != nil {
			return err
		}
		if err := lines(ctx, record); err != nil {
			return err
		}
		if err := dispatch(ctx, record, send); err != nil {
			return err
		}
	}
	return nil
}

// forward gets the whole input.
func forward(ctx context.Context, in *sqs.SendMessageInput) error {
	_, err := queue.SendMessage(ctx, in) // want `^sqs\.SendMessage sends again when SQS redelivers the batch`
	return err
}

// forwardOnce gets an input with a token.
func forwardOnce(ctx context.Context, in *sqs.SendMessageInput) error {
	_, err := queue.SendMessage(ctx, in)
	return err
}

func begin(ctx context.Context, in *sfn.StartExecutionInput) error {
	in.Input = aws.String("{}")
	_, err := machines.StartExecution(ctx, in) // want `^sfn\.StartExecution repeats in spite of its Name, which is random`
	return err
}

func run(ctx context.Context, record events.SQSMessage) error {
	_, err := tasks.RunTask(ctx, task(record.Body)) // want `^ecs\.RunTask starts another run`
	return err
}

func task(cluster string) *ecs.RunTaskInput {
	return &ecs.RunTaskInput{Cluster: &cluster}
}

// runOnce has its token set by a helper.
func runOnce(ctx context.Context, record events.SQSMessage) error {
	in := &ecs.RunTaskInput{Cluster: &record.Body}
	name(in, record.MessageId)
	_, err := tasks.RunTask(ctx, in)
	return err
}

func name(in *ecs.RunTaskInput, id string) { in.ClientToken = &id }

func put(ctx context.Context, item map[string]types.AttributeValue) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: item}) // want `^dynamodb\.PutItem writes once more`
	return err
}

func item(id, body string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{
		"id":   &types.AttributeValueMemberS{Value: id},
		"body": &types.AttributeValueMemberS{Value: body},
	}
}

func putOnce(ctx context.Context, item map[string]types.AttributeValue) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: item})
	return err
}

// lines has the parts of its transaction made by helpers.
func lines(ctx context.Context, record events.SQSMessage) error {
	parts := []types.TransactWriteItem{increment()}
	if err := transact(ctx, parts); err != nil {
		return err
	}
	return transactOnce(ctx, append(parts, seen(record.MessageId)))
}

func transact(ctx context.Context, parts []types.TransactWriteItem) error {
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: parts}) // want `^dynamodb\.TransactWriteItems adds once more`
	return err
}

func transactOnce(ctx context.Context, parts []types.TransactWriteItem) error {
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: parts})
	return err
}

func increment() types.TransactWriteItem {
	return types.TransactWriteItem{Update: &types.Update{UpdateExpression: aws.String("ADD n :one")}}
}

func seen(id string) types.TransactWriteItem {
	return types.TransactWriteItem{Put: &types.Put{
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	}}
}

// dispatch calls a function that it is given: the input of send is not in sight.
func dispatch(ctx context.Context, record events.SQSMessage, f func(context.Context, *sfn.StartExecutionInput) error) error {
	return f(ctx, &sfn.StartExecutionInput{Name: &record.MessageId})
}

func send(ctx context.Context, in *sfn.StartExecutionInput) error {
	_, err := machines.StartExecution(ctx, in)
	return err
}

func main() { lambda.Start(handler) }
