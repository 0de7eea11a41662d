// Transactions: a condition in one of the parts stops all.
package main

import (
	"context"
	"database/sql"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/uuid"
)

var (
	db   *dynamodb.Client
	rows *sql.DB
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := plain(ctx, record); err != nil {
			return err
		}
		if err := guarded(ctx, record); err != nil {
			return err
		}
		if err := inOne(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func plain(ctx context.Context, record events.SQSMessage) error {
	add := &types.Update{UpdateExpression: aws.String("SET n = n + :one")}
	items := []types.TransactWriteItem{{Update: add}}
	if _, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items}); err != nil { // want `^dynamodb\.TransactWriteItems adds once more when SQS redelivers the batch; set ClientRequestToken from the MessageId: what the SDK fills in is random`
		return err
	}
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items, ClientRequestToken: aws.String(uuid.NewString())}) // want `^dynamodb\.TransactWriteItems repeats in spite of its ClientRequestToken`
	if err != nil {
		return err
	}
	_, err = db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items, ClientRequestToken: &record.MessageId})
	return err
}

func guarded(ctx context.Context, record events.SQSMessage) error {
	_, err := db.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{
		{Put: &types.Put{
			Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}},
			ConditionExpression: aws.String("attribute_not_exists(id)"),
		}},
		{Update: &types.Update{UpdateExpression: aws.String("SET n = n + :one")}},
	}})
	return err
}

// inOne has a unique insert and the counter in one transaction.
func inOne(ctx context.Context, record events.SQSMessage) error {
	tx, err := rows.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, "INSERT INTO seen (id) VALUES ($1) ON CONFLICT DO NOTHING", record.MessageId)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "UPDATE totals SET n = n + 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func main() { lambda.Start(handler) }
