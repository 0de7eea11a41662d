// A constructor behind a variable, as a seam for tests.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var open = sql.Open

var (
	replica *sql.DB
	ready   bool
)

func handler(ctx context.Context, event events.SQSEvent) error {
	db, err := open("pgx", os.Getenv("DATABASE_URL")) // want "sql.Open runs on every invocation"
	if err != nil {
		return err
	}
	defer db.Close()
	if err := prepare(); err != nil {
		return err
	}
	return replica.PingContext(ctx)
}

// prepare notes that it ran before it does its work.
func prepare() error {
	if ready {
		return nil
	}
	ready = true
	dsn, err := os.ReadFile("/opt/dsn")
	if err != nil {
		return err
	}
	replica, err = open("pgx", string(dsn))
	return err
}

func main() { lambda.Start(handler) }
