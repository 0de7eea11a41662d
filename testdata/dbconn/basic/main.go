// The three kinds of finding.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var db *sql.DB

func handler(ctx context.Context, event events.SQSEvent) error {
	own, err := sql.Open("pgx", os.Getenv("DATABASE_URL")) // want "^sql.Open runs on every invocation: .*; open once outside the handler$"
	if err != nil {
		return err
	}
	defer own.Close()
	if db == nil {
		db, err := sql.Open("pgx", os.Getenv("DATABASE_URL")) // want "^sql.Open runs on every invocation: the nil check guards nothing, since the result is not stored in the variable it tests; assign it with =$"
		if err != nil {
			return err
		}
		return db.PingContext(ctx)
	}
	defer db.Close() // want "^sql.DB.Close closes db, which outlives the invocation: the next warm one finds it closed; leave it open$"
	return db.PingContext(ctx)
}

func main() {
	db, _ = sql.Open("pgx", os.Getenv("DATABASE_URL"))
	lambda.Start(handler)
}
