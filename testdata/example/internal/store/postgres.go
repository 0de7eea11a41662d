// Package store keeps orders in Postgres or in DynamoDB.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// Postgres keeps orders in Aurora.
type Postgres struct {
	dsn string
}

// NewPostgres returns a store for the database at dsn.
func NewPostgres(dsn string) *Postgres {
	return &Postgres{dsn: dsn}
}

// Save inserts an order. A second order of the same id changes nothing.
func (p *Postgres) Save(ctx context.Context, o order.Order) error {
	conn, err := p.connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)

	lines, err := json.Marshal(o.Lines)
	if err != nil {
		return fmt.Errorf("encode lines: %w", err)
	}
	tag, err := conn.Exec(ctx, `
		INSERT INTO orders (id, customer, email, lines, total, status, placed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO NOTHING`,
		o.ID, o.Customer, o.Email, lines, o.Total, o.Status, o.PlacedAt)
	if err != nil {
		return fmt.Errorf("insert: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return order.ErrDuplicate
	}
	return nil
}

// Find returns the order of that id.
func (p *Postgres) Find(ctx context.Context, id string) (order.Order, error) {
	conn, err := p.connect(ctx)
	if err != nil {
		return order.Order{}, err
	}
	defer conn.Close(ctx)
	return find(ctx, conn, id)
}

func (p *Postgres) connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.Connect(ctx, p.dsn)
	if err != nil {
		return nil, fmt.Errorf("connect to the order database: %w", err)
	}
	return conn, nil
}

// querier is what a connection and a pool have in common.
type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func find(ctx context.Context, q querier, id string) (order.Order, error) {
	o := order.Order{ID: id}
	var lines []byte
	err := q.QueryRow(ctx, `
		SELECT customer, email, lines, total, status, placed_at FROM orders WHERE id = $1`, id).
		Scan(&o.Customer, &o.Email, &lines, &o.Total, &o.Status, &o.PlacedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return order.Order{}, order.ErrNotFound
	}
	if err != nil {
		return order.Order{}, fmt.Errorf("query: %w", err)
	}
	if err := json.Unmarshal(lines, &o.Lines); err != nil {
		return order.Order{}, fmt.Errorf("decode lines: %w", err)
	}
	return o, nil
}
