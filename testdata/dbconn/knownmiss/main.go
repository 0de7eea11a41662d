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

// A function of another library in a field: a call of it has no body here, and
// no name.
type opener struct {
	open func(driver, dsn string) (*sql.DB, error)
}

var db *sql.DB

func handler(ctx context.Context, event events.SQSEvent) error {
	o := opener{open: sql.Open}
	handle, err := o.open("pgx", os.Getenv("DATABASE_URL"))
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
