// Items in batches and transactions, and conditions that a random key defeats.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	dynamov1 "github.com/aws/aws-sdk-go/service/dynamodb"
	"github.com/google/uuid"
)

type line struct {
	ID   string `dynamodbav:"id"`
	Body string `dynamodbav:"body"`
}

var (
	db    *dynamodb.Client
	old   *dynamov1.DynamoDB
	topic *sns.Client
)

func handler(ctx context.Context, event events.SQSEvent) error {
	if err := appended(ctx, event); err != nil {
		return err
	}
	for _, record := range event.Records {
		for _, step := range []func(context.Context, events.SQSMessage) error{
			batch, keyed, random, token, guarded, tolerant, useless, useful, counted, exists, single, notified, dedupe,
		} {
			if err := step(ctx, record); err != nil {
				return err
			}
		}
	}
	return versionOne(event)
}

// appended builds the requests in a loop.
func appended(ctx context.Context, event events.SQSEvent) error {
	var requests []types.WriteRequest
	for _, record := range event.Records {
		item, err := attributevalue.MarshalMap(line{ID: uuid.NewString(), Body: record.Body})
		if err != nil {
			return err
		}
		requests = append(requests, types.WriteRequest{PutRequest: &types.PutRequest{Item: item}})
	}
	input := &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{"lines": requests}}
	_, err := db.BatchWriteItem(ctx, input) // want `^dynamodb\.BatchWriteItem writes once more, under another random key, when SQS redelivers the batch; derive the key from the MessageId`
	return err
}

func batch(ctx context.Context, record events.SQSMessage) error {
	put := &types.PutRequest{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}, "body": &types.AttributeValueMemberS{Value: record.Body}}}
	_, err := db.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{"lines": {{PutRequest: put}}}}) // want `^dynamodb\.BatchWriteItem writes once more`
	return err
}

// keyed writes the same items again, and deletes.
func keyed(ctx context.Context, record events.SQSMessage) error {
	put := &types.PutRequest{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}, "attempt": &types.AttributeValueMemberS{Value: uuid.NewString()}}}
	drop := &types.DeleteRequest{Key: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.Body}}}
	_, err := db.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{"lines": {{PutRequest: put}, {DeleteRequest: drop}}}})
	return err
}

func versionOne(event events.SQSEvent) error {
	id := uuid.NewString()
	_, err := old.BatchWriteItem(&dynamov1.BatchWriteItemInput{RequestItems: map[string][]*dynamov1.WriteRequest{"lines": {{ // want `^dynamodb\.BatchWriteItem writes once more`
		PutRequest: &dynamov1.PutRequest{Item: map[string]*dynamov1.AttributeValue{"id": {S: &id}}},
	}}}})
	return err
}

func random(ctx context.Context, record events.SQSMessage) error {
	put := &types.Put{Item: map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: record.Body}, "sk": &types.AttributeValueMemberS{Value: uuid.NewString()}}}
	set := &types.Update{UpdateExpression: aws.String("SET body = :b")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: put}, {Update: set}}}) // want `^dynamodb\.TransactWriteItems writes once more, under another random key, when SQS redelivers the batch; derive the key from the MessageId`
	return err
}

// token makes the second transaction the first one.
func token(ctx context.Context, record events.SQSMessage) error {
	put := &types.Put{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}}}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{ClientRequestToken: &record.MessageId, TransactItems: []types.TransactWriteItem{{Put: put}}})
	return err
}

// guarded writes under a random key, together with a record of the message.
func guarded(ctx context.Context, record events.SQSMessage) error {
	put := &types.Put{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}}}
	seen := &types.Put{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}}, ConditionExpression: aws.String("attribute_not_exists(id)")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: put}, {Put: seen}}})
	return err
}

// tolerant has a condition that holds the second time as well.
func tolerant(ctx context.Context, record events.SQSMessage) error {
	check := &types.ConditionCheck{ConditionExpression: aws.String("attribute_exists(id)")}
	add := &types.Update{UpdateExpression: aws.String("ADD n :one")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{ConditionCheck: check}, {Update: add}}}) // want `^dynamodb\.TransactWriteItems adds once more`
	return err
}

// useless asks for a record that cannot be there, under a key made just now.
func useless(ctx context.Context, record events.SQSMessage) error {
	put := &types.Put{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}}, ConditionExpression: aws.String("attribute_not_exists(id)")}
	add := &types.Update{UpdateExpression: aws.String("ADD n :one")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: put}, {Update: add}}}) // want `^dynamodb\.TransactWriteItems adds once more`
	return err
}

// useful has a random key, too, but its condition asks for another one.
func useful(ctx context.Context, record events.SQSMessage) error {
	put := &types.Put{Item: map[string]types.AttributeValue{"order": &types.AttributeValueMemberS{Value: record.Body}, "id": &types.AttributeValueMemberS{Value: uuid.NewString()}}, ConditionExpression: aws.String("attribute_not_exists(#o)")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: put}}})
	return err
}

// counted has the record and the counter in one transaction.
func counted(ctx context.Context, record events.SQSMessage) error {
	seen := &types.Update{UpdateExpression: aws.String("ADD n :one"), ConditionExpression: aws.String("last_message <> :m")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Update: seen}}})
	return err
}

// exists adds to records that are there: also the second time.
func exists(ctx context.Context, record events.SQSMessage) error {
	_, err := db.UpdateItem(ctx, &dynamodb.UpdateItemInput{ // want `^dynamodb\.UpdateItem adds once more`
		UpdateExpression:    aws.String("ADD n :one"),
		ConditionExpression: aws.String("attribute_exists(id)"),
	})
	return err
}

func single(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{ // want `^dynamodb\.PutItem writes once more`
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}, "body": &types.AttributeValueMemberS{Value: record.Body}},
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	return err
}

// notified: a conditional put under a random key is no guard.
func notified(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{ // want `^dynamodb\.PutItem writes once more`
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}},
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	if err != nil {
		return err
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

// dedupe: a transaction with a record of the message is one.
func dedupe(ctx context.Context, record events.SQSMessage) error {
	seen := &types.Put{Item: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}}, ConditionExpression: aws.String("attribute_not_exists(id)")}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{{Put: seen}}})
	if err != nil {
		return err
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	return err
}

func main() { lambda.Start(handler) }
