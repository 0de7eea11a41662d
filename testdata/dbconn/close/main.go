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

// tenant and tenants: a pool for each, held by a map.
type tenant struct{ db *sql.DB }

type tenants struct{ byName map[string]*tenant }

func (t *tenants) closeAll() error {
	for _, one := range t.byName {
		if err := one.db.Close(); err != nil { // want `sql\.DB\.Close closes db, which outlives the invocation`
			return err
		}
	}
	return nil
}

var (
	customers *tenants
	replicas  map[string]*sql.DB
)

func perTenant(ctx context.Context, event events.SNSEvent) error {
	defer customers.closeAll()
	for _, replica := range replicas {
		defer replica.Close() // want `sql\.DB\.Close closes replicas, which outlives the invocation`
	}
	return customers.byName[event.Records[0].SNS.Subject].db.PingContext(ctx)
}

func main() {
	db, _ := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	pool, _ = pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if len(os.Args) > 1 {
		lambda.Start(perInvocation)
	}
	if len(os.Args) > 2 {
		customers = &tenants{byName: map[string]*tenant{"first": {db: db}}}
		replicas = map[string]*sql.DB{"first": db}
		lambda.Start(perTenant)
	}
	a := &app{db: db}
	defer a.Close()
	lambda.Start(a.handle)
}
