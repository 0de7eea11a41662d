// What runs once per environment is quiet, what only looks like it is not.
package main

import (
	"context"
	"database/sql"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func open() (*sql.DB, error) { return sql.Open("pgx", os.Getenv("DATABASE_URL")) }

var (
	once sync.Once
	db   *sql.DB

	getDB  = sync.OnceValues(func() (*sql.DB, error) { return sql.Open("pgx", os.Getenv("DATABASE_URL")) })
	getOne = sync.OnceValue(openOne)
	setUp  = sync.OnceFunc(func() { db, _ = open() })
)

func openOne() *sql.DB {
	one, _ := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	return one
}

func packageOnce(ctx context.Context, event events.SQSEvent) error {
	var err error
	once.Do(func() { db, err = sql.Open("pgx", os.Getenv("DATABASE_URL")) })
	return err
}

func onceValues(ctx context.Context, event events.SNSEvent) error {
	d, err := getDB()
	if err != nil {
		return err
	}
	setUp()
	return errorOf(d.PingContext(ctx), getOne().PingContext(ctx))
}

func errorOf(errs ...error) error { return errs[0] }

type service struct {
	once   sync.Once
	db     *sql.DB
	opened func() (*sql.DB, error)
}

func (s *service) connect() *sql.DB {
	s.once.Do(s.open)
	return s.db
}

func (s *service) open() { s.db, _ = sql.Open("pgx", os.Getenv("DATABASE_URL")) }

func (s *service) handle(ctx context.Context, event events.S3Event) error {
	d, err := s.opened()
	if err != nil {
		return err
	}
	return errorOf(s.connect().PingContext(ctx), d.PingContext(ctx))
}

// localOnce has a new Once in each invocation.
func localOnce(ctx context.Context, event events.KinesisEvent) error {
	var once sync.Once
	var d *sql.DB
	once.Do(func() {
		d, _ = sql.Open("pgx", os.Getenv("DATABASE_URL")) // want `sql.Open .* \(main.localOnce → main.localOnce.func1\)$`
	})
	get := sync.OnceValue(func() *sql.DB {
		d, _ := sql.Open("pgx", os.Getenv("DATABASE_URL")) // want "sql.Open"
		return d
	})
	return errorOf(d.PingContext(ctx), get().PingContext(ctx))
}

// builtPerCall makes a service per invocation, so its Once is new, too.
type request struct {
	once sync.Once
	db   *sql.DB
}

func (r *request) connect() *sql.DB {
	r.once.Do(func() {
		r.db, _ = sql.Open("pgx", os.Getenv("DATABASE_URL")) // want "sql.Open"
	})
	return r.db
}

func builtPerCall(ctx context.Context, event events.DynamoDBEvent) error {
	r := &request{}
	return r.connect().PingContext(ctx)
}

func main() {
	switch os.Getenv("HANDLER") {
	case "package":
		lambda.Start(packageOnce)
	case "values":
		lambda.Start(onceValues)
	case "service":
		s := &service{opened: sync.OnceValues(open)}
		lambda.Start(s.handle)
	case "local":
		lambda.Start(localOnce)
	case "built":
		lambda.Start(builtPerCall)
	}
}
