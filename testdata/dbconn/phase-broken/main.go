// Lazy initialisation that does not work.
package main

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func dsn() string { return os.Getenv("DATABASE_URL") }

var (
	db      *sql.DB
	enabled = os.Getenv("ENABLED") != ""
	count   int
)

func inverted() {
	if db != nil {
		db, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	}
}

func shadowed() error {
	if db == nil {
		db, err := sql.Open("pgx", dsn()) // want "sql.Open .*guards nothing"
		if err != nil {
			return err
		}
		return db.Ping()
	}
	return nil
}

func notStored() (*sql.DB, error) {
	if db == nil {
		return sql.Open("pgx", dsn()) // want "sql.Open .*guards nothing"
	}
	return db, nil
}

func otherCondition() {
	if enabled {
		db, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	}
}

func unconditional() {
	db, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	if db == nil {
		return
	}
	count++
}

func localVariable() *sql.DB {
	var d *sql.DB
	if d == nil {
		d, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	}
	return d
}

func parameter(d *sql.DB) *sql.DB {
	if d == nil {
		d, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	}
	return d
}

type repository interface {
	Get(ctx context.Context, id string) (*string, error)
	Put(ctx context.Context, id string) error
}

type session struct {
	db   *sql.DB
	repo repository
}

// get guards a field of a struct that each invocation makes.
func (s *session) get() *sql.DB {
	if s.db == nil {
		s.db, _ = sql.Open("pgx", dsn()) // want "sql.Open"
	}
	return s.db
}

// absent has a look at a repository, which is no cache of this process.
func (s *session) absent(ctx context.Context, id string) error {
	found, err := s.repo.Get(ctx, id)
	if err != nil {
		return err
	}
	if found == nil {
		d, err := sql.Open("pgx", dsn()) // want "sql.Open"
		if err != nil {
			return err
		}
		defer d.Close()
		return s.repo.Put(ctx, id)
	}
	return nil
}

// afterPut: that a write worked says nothing of the code behind it.
func (s *session) afterPut(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if err := s.repo.Put(ctx, id); err != nil {
			return err
		}
		d, err := sql.Open("pgx", dsn()) // want "sql.Open"
		if err != nil {
			return err
		}
		defer d.Close()
	}
	return nil
}

type memory struct{}

func (memory) Get(ctx context.Context, id string) (*string, error) { return nil, nil }
func (memory) Put(ctx context.Context, id string) error            { return nil }

func perInvocation() func() error {
	var pool *sql.DB
	return func() error {
		if pool == nil {
			d, err := sql.Open("pgx", dsn()) // want "sql.Open"
			if err != nil {
				return err
			}
			pool = d
		}
		return pool.Ping()
	}
}

var known = map[string]string{}

// afterLoop: what follows a loop over a map is not guarded by it.
func afterLoop() error {
	for _, v := range known {
		if v == "" {
			return errors.New("unnamed")
		}
	}
	d, err := sql.Open("pgx", dsn()) // want "sql.Open"
	if err != nil {
		return err
	}
	known["last"] = "pgx"
	return d.Ping()
}

func handle(ctx context.Context, event events.SQSEvent) error {
	s := &session{repo: memory{}}
	inverted()
	otherCondition()
	unconditional()
	if _, err := notStored(); err != nil {
		return err
	}
	ids := []string{event.Records[0].MessageId}
	localVariable()
	if err := afterLoop(); err != nil {
		return err
	}
	parameter(nil)
	s.get()
	return errors.Join(shadowed(), s.absent(ctx, ids[0]), s.afterPut(ctx, ids), perInvocation()())
}

func main() { lambda.Start(handle) }
