// Items under random keys, and expressions that add.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/uuid"
)

type order struct {
	ID        string    `dynamodbav:"id"`
	Body      string    `dynamodbav:"body"`
	CreatedAt time.Time `dynamodbav:"created_at"`
}

type entry struct {
	PK string
	SK string
	ID string
}

var db *dynamodb.Client

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, step := range []func(context.Context, events.SQSMessage) error{random, clock, keyed, written, conditional, entries, defaulted} {
			if err := step(ctx, record); err != nil {
				return err
			}
		}
		if err := updates(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func random(ctx context.Context, record events.SQSMessage) error {
	item, err := attributevalue.MarshalMap(order{ID: uuid.NewString(), Body: record.Body})
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item}) // want `^dynamodb\.PutItem writes once more, under another random key, when SQS redelivers the batch; derive the key from the MessageId`
	return err
}

func clock(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{ // want `^dynamodb\.PutItem writes once more`
		"pk": &types.AttributeValueMemberS{Value: record.Body},
		"sk": &types.AttributeValueMemberS{Value: time.Now().Format(time.RFC3339Nano)},
	}})
	return err
}

// keyed has a time in it, but its key comes from the event.
func keyed(ctx context.Context, record events.SQSMessage) error {
	o := order{ID: record.MessageId, Body: record.Body, CreatedAt: time.Now()}
	item, err := attributevalue.MarshalMap(o)
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item})
	return err
}

func written(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{
		"id":      &types.AttributeValueMemberS{Value: record.MessageId},
		"attempt": &types.AttributeValueMemberS{Value: uuid.NewString()},
	}})
	return err
}

func conditional(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{
		Item: map[string]types.AttributeValue{
			"id":   &types.AttributeValueMemberS{Value: uuid.NewString()},
			"body": &types.AttributeValueMemberS{Value: record.Body},
		},
		ConditionExpression: aws.String("attribute_not_exists(body)"),
	})
	return err
}

// entries: the random ID is no part of the key.
func entries(ctx context.Context, record events.SQSMessage) error {
	item, err := attributevalue.MarshalMap(&entry{PK: "USER#" + record.Body, SK: "EVENT#" + record.MessageId, ID: uuid.NewString()})
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item})
	return err
}

// defaulted makes an id only if the message has none.
func defaulted(ctx context.Context, record events.SQSMessage) error {
	o := order{Body: record.Body}
	if err := attributevalue.Unmarshal(&types.AttributeValueMemberS{Value: record.Body}, &o); err != nil {
		return err
	}
	if o.ID == "" {
		o.ID = uuid.NewString()
	}
	item, err := attributevalue.MarshalMap(o)
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item})
	return err
}

func updates(ctx context.Context, record events.SQSMessage) error {
	key := map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.Body}}
	one := map[string]types.AttributeValue{":one": &types.AttributeValueMemberN{Value: "1"}}
	tags := map[string]types.AttributeValue{":t": &types.AttributeValueMemberSS{Value: []string{record.Body}}}
	const counter = "SET hits = if_not_exists(hits, :zero) " + "+ :one"

	calls := []*dynamodb.UpdateItemInput{}
	_, err := db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, ExpressionAttributeValues: one, UpdateExpression: aws.String("ADD hits :one")}) // want `^dynamodb\.UpdateItem adds once more when SQS redelivers the batch; add a ConditionExpression`
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, ExpressionAttributeValues: one, UpdateExpression: aws.String(counter)}) // want `^dynamodb\.UpdateItem adds once more`
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, UpdateExpression: aws.String("SET log = list_append(log, :l)")}) // want `^dynamodb\.UpdateItem adds once more`
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, ExpressionAttributeValues: tags, UpdateExpression: aws.String("ADD tags :t")})
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, UpdateExpression: aws.String("SET body = :b REMOVE draft")})
	if err != nil || len(calls) > 0 {
		return err
	}
	return built(ctx, key)
}

func built(ctx context.Context, key map[string]types.AttributeValue) error {
	update := expression.Set(expression.Name("hits"), expression.Name("hits").Plus(expression.Value(1)))
	expr, err := expression.NewBuilder().WithUpdate(update).Build()
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, UpdateExpression: expr.Update()}) // want `^dynamodb\.UpdateItem adds once more`
	if err != nil {
		return err
	}
	set, err := expression.NewBuilder().WithUpdate(expression.Set(expression.Name("state"), expression.Value("done"))).Build()
	if err != nil {
		return err
	}
	_, err = db.UpdateItem(ctx, &dynamodb.UpdateItemInput{Key: key, UpdateExpression: set.Update()})
	return err
}

func main() { lambda.Start(handler) }
