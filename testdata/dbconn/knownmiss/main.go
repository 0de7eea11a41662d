// Command knownmiss opens connections per invocation in ways that are not
// found yet.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// open is a function of another library behind a variable: a call of it has no
// body here, and no name.
var open = sql.Open

var db *sql.DB

func handler(ctx context.Context, event events.SQSEvent) error {
	handle, err := open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	db = nil // each invocation forgets the handle, so that the check guards nothing
	if db == nil {
		if db, err = sql.Open("pgx", os.Getenv("REPLICA_URL")); err != nil {
			return err
		}
	}
	return handle.PingContext(ctx)
}

func main() { lambda.Start(handler) }
