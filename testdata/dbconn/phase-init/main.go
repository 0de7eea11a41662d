// Init: main before Start, init functions, package variables, constructors
// that main calls; and constructors that a handler calls as well.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var first = open()

func open() *sql.DB {
	d, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	return d
}

func both() *sql.DB {
	d, err := sql.Open("pgx", os.Getenv("DATABASE_URL")) // want `sql.Open .* \(main.app.handle → main.both\)$`
	if err != nil {
		log.Fatal(err)
	}
	return d
}

type app struct{ db *sql.DB }

var global *app

func newApp() *app { return &app{db: both()} }

func init() { global = newApp() }

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	d := both()
	defer d.Close()
	defer a.db.Close() // want "sql.DB.Close closes db, which outlives the invocation"
	return d.PingContext(ctx)
}

// stopping runs when the environment ends.
func stopping() {
	if err := global.db.Close(); err != nil {
		log.Fatal(err)
	}
}

func main() {
	a := newApp()
	defer a.db.Close()
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	lambda.StartWithOptions(a.handle, lambda.WithEnableSIGTERM(stopping))
}
