// Inserts that a builder makes.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/doug-martin/goqu/v9"
)

var db *goqu.Database

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		row := goqu.Record{"body": record.Body}
		if _, err := db.Insert("notes").Rows(row).Executor().ExecContext(ctx); err != nil { // want `^goqu\.InsertDataset\.Executor inserts another row when SQS redelivers the batch; key the row by the MessageId and add ON CONFLICT DO NOTHING`
			return err
		}
		if _, err := db.Insert("notes").Rows(row).OnConflict(goqu.DoNothing()).Executor().ExecContext(ctx); err != nil {
			return err
		}
		if _, err := db.Update("notes").Set(row).Executor().ExecContext(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
