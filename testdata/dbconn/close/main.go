// Handles that a handler closes.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/jackc/pgx/v5/pgxpool"
)

var pool *pgxpool.Pool

type app struct{ db *sql.DB }

func (a *app) Close() error {
	return a.db.Close() // want `sql.DB.Close closes db, .* \(main.app.handle → main.app.Close\)$`
}

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	defer a.Close()
	defer pool.Close() // want "pgxpool.Pool.Close closes pool"
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	c, err := a.db.Conn(ctx)
	if err != nil {
		return err
	}
	return c.Close()
}

// unit lives for one invocation: what it opened, it closes.
type unit struct{ db *sql.DB }

func (u *unit) Close() error { return u.db.Close() }

func newUnit() *unit {
	db, _ := sql.Open("pgx", os.Getenv("DATABASE_URL")) // want "sql.Open"
	return &unit{db: db}
}

func perInvocation(ctx context.Context, event events.SNSEvent) error {
	u := newUnit()
	defer u.Close()
	return u.db.PingContext(ctx)
}

func main() {
	db, _ := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	pool, _ = pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if len(os.Args) > 1 {
		lambda.Start(perInvocation)
	}
	a := &app{db: db}
	defer a.Close()
	lambda.Start(a.handle)
}
