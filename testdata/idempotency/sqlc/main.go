// Generated queries are judged where they are called.
package main

import (
	"context"
	"database/sql"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/idempotency/sqlc/db"
)

var queries = db.New(new(sql.DB))

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := queries.InsertAudit(ctx, record.Body); err != nil { // want `^db\.DBTX\.ExecContext inserts another row when SQS redelivers the batch; .*\(main\.handler → db\.Queries\.InsertAudit\)`
			return err
		}
		if err := once(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func once(ctx context.Context, record events.SQSMessage) error {
	n, err := queries.MarkSeen(ctx, record.MessageId)
	if err != nil || n == 0 {
		return err
	}
	return queries.InsertAudit(ctx, record.Body)
}

func main() { lambda.Start(handler) }
