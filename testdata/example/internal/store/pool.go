package store

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// Pool works on the same tables as Postgres, over a pool that lives as long as the
// environment.
type Pool struct {
	pool *pgxpool.Pool
}

// NewPool opens a pool with a single connection: an environment works on one batch at a
// time, and the database has to serve many environments.
func NewPool(ctx context.Context, dsn string) (*Pool, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("parse dsn: %w", err)
	}
	config.MaxConns = 1
	config.MaxConnIdleTime = 5 * time.Minute
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open pool: %w", err)
	}
	return &Pool{pool: pool}, nil
}

// Find returns the order of that id.
func (p *Pool) Find(ctx context.Context, id string) (order.Order, error) {
	return find(ctx, p.pool, id)
}

// MarkPaid notes that an order was paid. To do so twice changes nothing.
func (p *Pool) MarkPaid(ctx context.Context, payment order.Payment) error {
	tag, err := p.pool.Exec(ctx, `
		UPDATE orders SET status = $2, paid_at = $3 WHERE id = $1`,
		payment.OrderID, order.Paid, payment.PaidAt)
	if err != nil {
		log.Fatalf("mark order %s paid: %v", payment.OrderID, err)
	}
	if tag.RowsAffected() == 0 {
		return order.ErrNotFound
	}
	return nil
}
