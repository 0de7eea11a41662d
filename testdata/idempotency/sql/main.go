// Statements that a repeat adds to.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
)

const insertAudit = `-- audit trail
INSERT INTO audit (message) VALUES ($1)`

var table = "orders"

var upsert = `INSERT INTO orders (id) VALUES ($1) ON CONFLICT (id) DO NOTHING`

// DBTX is the interface that sqlc generates.
type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

var (
	db   *sql.DB
	dbx  *sqlx.DB
	pool *pgxpool.Pool
	tx   DBTX
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if _, err := db.ExecContext(ctx, insertAudit, record.Body); err != nil { // want `^sql\.DB\.ExecContext inserts another row when SQS redelivers the batch; key the row by the MessageId and add ON CONFLICT DO NOTHING`
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE stock SET n = n - 1 WHERE id = "+"$1", record.Body); err != nil { // want `^sql\.DB\.ExecContext adds once more`
			return err
		}
		if _, err := db.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s (id) VALUES ($1)", table), record.Body); err != nil { // want `inserts another row`
			return err
		}
		if _, err := db.ExecContext(ctx, upsert, record.MessageId); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE orders SET state = 'n + 1' WHERE id = $1", record.MessageId); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "DELETE FROM drafts WHERE id = $1", record.MessageId); err != nil {
			return err
		}
		var id int
		if err := db.QueryRowContext(ctx, "INSERT INTO audit (message) VALUES ($1) RETURNING id", record.Body).Scan(&id); err != nil { // want `^sql\.DB\.QueryRowContext inserts another row`
			return err
		}
		if err := others(ctx, record); err != nil {
			return err
		}
		if err := replace(ctx, record); err != nil {
			return err
		}
		if err := known(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func others(ctx context.Context, record events.SQSMessage) error {
	if _, err := dbx.NamedExecContext(ctx, `INSERT INTO audit (message) VALUES (:body)`, record); err != nil { // want `^sqlx\.DB\.NamedExecContext inserts another row`
		return err
	}
	if _, err := pool.Exec(ctx, "update stock set n = coalesce(stock.n, 0) + $1", 1); err != nil { // want `^pgxpool\.Pool\.Exec adds once more`
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO lines (a) VALUES (1)"); err != nil { // want `^main\.DBTX\.ExecContext inserts another row`
		return err
	}
	stmt, err := db.PrepareContext(ctx, insertAudit)
	if err != nil {
		return err
	}
	defer stmt.Close()
	if _, err := stmt.ExecContext(ctx, record.Body); err != nil { // want `^sql\.Stmt\.ExecContext inserts another row`
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue("INSERT INTO lines (a) VALUES (1)") // want `^pgx\.Batch\.Queue inserts another row`
	return pool.SendBatch(ctx, batch).Close()
}

// replace deletes before it inserts: a repeat gives the same rows.
func replace(ctx context.Context, record events.SQSMessage) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM prices WHERE product = $1", record.MessageId); err != nil {
		return err
	}
	for i := range 3 {
		if _, err := db.ExecContext(ctx, "INSERT INTO prices (product, n) VALUES ($1, $2)", record.MessageId, i); err != nil {
			return err
		}
	}
	return nil
}

// known lets the unique key tell the first delivery from the second.
func known(ctx context.Context, record events.SQSMessage) error {
	_, err := pool.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", record.MessageId)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "23505" {
		return nil
	}
	return err
}

func main() { lambda.Start(handler) }
