// What takes or wraps a handle opens none.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type app struct {
	db   *sql.DB
	pool *pgxpool.Pool
}

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	x := sqlx.NewDb(a.db, "pgx")
	_ = stdlib.OpenDBFromPool(a.pool)
	tx, err := x.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Commit()
}

func opens(ctx context.Context, event events.SNSEvent) error {
	conn, err := pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // want "pgx.Connect"
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_ = sqlx.MustConnect("pgx", os.Getenv("DATABASE_URL"))                       // want "sqlx.MustConnect"
	_, _ = pgxpool.New(ctx, os.Getenv("DATABASE_URL"))                           // want "pgxpool.New"
	_ = redis.NewClient(&redis.Options{})                                        // want "redis.NewClient"
	_, _ = mongo.Connect()                                                       // want "mongo.Connect"
	_, err = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{}) // want "gorm.Open"
	return err
}

func main() {
	if len(os.Args) > 1 {
		lambda.Start(opens)
	}
	lambda.Start((&app{}).handle)
}
