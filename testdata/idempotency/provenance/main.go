// Where tokens and keys come from, through helpers, fields and structs.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/google/uuid"
)

var (
	machines *sfn.Client
	db       *dynamodb.Client
)

type run struct {
	Name  string
	Input string
}

// Invoice is stored under an id that its constructor makes.
type Invoice struct {
	ID     string `json:"id"`
	Amount int    `json:"amount"`
}

func newID() string { return uuid.NewString() }

func digest(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

func stamp() string { return time.Now().Format("20060102150405.000") }

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := start(ctx, run{Name: digest(record.Body), Input: record.Body}); err != nil {
			return err
		}
		if err := helper(ctx, record); err != nil {
			return err
		}
		if err := store(ctx, newInvoice(3)); err != nil {
			return err
		}
		var c Credit
		if err := json.Unmarshal([]byte(record.Body), &c); err != nil {
			return err
		}
		if err := keep(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func start(ctx context.Context, r run) error {
	_, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{Name: &r.Name, Input: &r.Input})
	return err
}

func helper(ctx context.Context, record events.SQSMessage) error {
	_, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{ // want `^sfn\.StartExecution repeats in spite of its Name, which is random,`
		Name: aws.String(newID()), Input: &record.Body,
	})
	if err != nil {
		return err
	}
	_, err = machines.StartExecution(ctx, &sfn.StartExecutionInput{ // want `^sfn\.StartExecution repeats in spite of its Name`
		Name: aws.String("run-" + stamp()), Input: &record.Body,
	})
	if err != nil {
		return err
	}
	name := record.MessageId
	if name == "" {
		name = newID()
	}
	_, err = machines.StartExecution(ctx, &sfn.StartExecutionInput{Name: &name, Input: &record.Body})
	return err
}

func newInvoice(amount int) *Invoice { return &Invoice{ID: newID(), Amount: amount} }

func store(ctx context.Context, in *Invoice) error {
	item, err := attributevalue.MarshalMap(in)
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item}) // want `^dynamodb\.PutItem writes once more, under another random key,`
	return err
}

// Credit has an id of its own, unless the message forgot it.
type Credit struct {
	ID string `json:"id"`
}

func keep(ctx context.Context, c Credit) error {
	if c.ID == "" {
		c.ID = newID()
	}
	item, err := attributevalue.MarshalMap(c)
	if err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: item})
	return err
}

func main() { lambda.Start(handler) }
