// Handles that are closed through an accessor, or with what wraps them.
package main

import (
	"context"
	"database/sql"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

var (
	db     *sql.DB
	models *gorm.DB
	pool   *pgxpool.Pool
)

// shared opens the handle on the first call.
func shared() *sql.DB {
	if db == nil {
		db, _ = sql.Open("pgx", os.Getenv("DATABASE_URL"))
	}
	return db
}

func handler(ctx context.Context, event events.SQSEvent) error {
	defer shared().Close() // want "sql.DB.Close closes db"
	own, err := models.DB()
	if err != nil {
		return err
	}
	defer own.Close() // want "sql.DB.Close closes models"
	x := sqlx.NewDb(db, "pgx")
	defer x.Close() // want "sql.DB.Close closes db"
	return fromPool(ctx)
}

// fromPool closes what draws from a pool, not the pool.
func fromPool(ctx context.Context) error {
	drawn := stdlib.OpenDBFromPool(pool)
	defer drawn.Close()
	return drawn.PingContext(ctx)
}

func main() {
	models, _ = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")))
	pool, _ = pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	lambda.Start(handler)
}
