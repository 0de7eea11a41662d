// Builders that ent generates into the program.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/idempotency/ent/ent"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for range event.Records {
		if _, err := ent.Create().SetBalance(1).Save(ctx); err != nil { // want `^ent\.OrderCreate\.Save inserts another row`
			return err
		}
		if err := ent.Create().SetBalance(1).OnConflict().Exec(ctx); err != nil {
			return err
		}
		if _, err := ent.Update().AddBalance(2).Save(ctx); err != nil { // want `^ent\.OrderUpdateOne\.AddBalance adds once more`
			return err
		}
		if _, err := ent.Update().AddItemIDs(1, 2).Save(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
