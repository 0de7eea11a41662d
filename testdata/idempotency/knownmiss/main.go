// What the rule does not find yet.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/google/uuid"
)

var (
	queue *sqs.Client
	db    *dynamodb.Client
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := forward(ctx, &sqs.SendMessageInput{MessageBody: &record.Body, MessageDeduplicationId: &record.MessageId}); err != nil {
			return err
		}
		if err := forward(ctx, &sqs.SendMessageInput{MessageBody: &record.Body}); err != nil {
			return err
		}
		if err := helped(ctx, record); err != nil {
			return err
		}
		if err := upsert(ctx, record); err != nil {
			return err
		}
		if err := orders.add(ctx, record.Body); err != nil {
			return err
		}
		if err := post(ctx, "GET", record.Body); err != nil {
			return err
		}
		if err := post(ctx, "POST", record.Body); err != nil {
			return err
		}
	}
	return nil
}

// forward is a wrapper of another name that is called in several ways: that one
// of them sets a token counts for all.
func forward(ctx context.Context, in *sqs.SendMessageInput) error {
	_, err := queue.SendMessage(ctx, in)
	return err
}

// helped writes under a random key; what a helper returns that is called with
// several values is not known to be random.
func helped(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: map[string]types.AttributeValue{"id": text(uuid.NewString()), "body": text(record.Body)}})
	return err
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

// upsert makes an item under a random key by an update.
func upsert(ctx context.Context, record events.SQSMessage) error {
	_, err := db.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		Key:              map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: uuid.NewString()}},
		UpdateExpression: aws.String("SET body = :b"),
	})
	return err
}

// statements were prepared long before.
type statements struct{ insert *sql.Stmt }

var orders statements

func prepare(pool *sql.DB) (err error) {
	orders.insert, err = pool.Prepare("INSERT INTO orders (body) VALUES (?)")
	return err
}

func (s *statements) add(ctx context.Context, body string) error {
	_, err := s.insert.ExecContext(ctx, body)
	return err
}

// post gets the method as a parameter, GET and POST.
func post(ctx context.Context, method, body string) error {
	req, err := http.NewRequestWithContext(ctx, method, *aws.String("https://example.com"), strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() {
	if err := prepare(new(sql.DB)); err != nil {
		panic(err)
	}
	lambda.Start(handler)
}
