// What functions return that are kept in fields and variables, as programs keep
// the clock and the maker of ids for the sake of their tests.
package main

import (
	"context"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/uuid"
)

type app struct {
	db     *dynamodb.Client
	bucket *s3.Client
	newID  func() string
	now    func() time.Time
	either func() string
	named  func(string) string
}

var makeID = uuid.NewString

func fixed() string { return "report" }

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := a.put(ctx, a.newID(), record); err != nil { // as random as what is kept there
			return err
		}
		if err := a.save(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) put(ctx context.Context, id string, record events.SQSMessage) error {
	_, err := a.db.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{ // want `^dynamodb\.PutItem writes once more, under another random key,`
		"id":   &types.AttributeValueMemberS{Value: id},
		"body": &types.AttributeValueMemberS{Value: record.Body},
	}})
	if err != nil {
		return err
	}
	_, err = a.db.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{
		"id": &types.AttributeValueMemberS{Value: record.MessageId},
		"at": &types.AttributeValueMemberS{Value: a.now().String()},
	}})
	return err
}

func (a *app) save(ctx context.Context, record events.SQSMessage) error {
	keys := []*s3.PutObjectInput{
		{Key: aws.String("by-id/" + a.named(record.MessageId))},
		{Key: aws.String("maybe/" + a.either())},
	}
	for _, in := range keys {
		if _, err := a.bucket.PutObject(ctx, in); err != nil {
			return err
		}
	}
	if _, err := a.bucket.PutObject(ctx, &s3.PutObjectInput{Key: aws.String("at/" + strconv.FormatInt(a.now().UnixNano(), 10))}); err != nil { // want `^s3\.PutObject writes once more, under another random key,`
		return err
	}
	_, err := a.bucket.PutObject(ctx, &s3.PutObjectInput{Key: aws.String("id/" + makeID())}) // want `^s3\.PutObject writes once more, under another random key,`
	return err
}

func main() {
	a := &app{newID: uuid.NewString, now: time.Now, either: fixed, named: func(s string) string { return s + ".json" }}
	if time.Now().Weekday() == time.Sunday {
		a.either = uuid.NewString
	}
	lambda.Start(a.handle)
}
