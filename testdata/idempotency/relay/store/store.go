// Package store is a client over a database that takes the text of statements.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Store runs the statements of its callers.
type Store struct {
	pool *pgxpool.Pool
	db   *sql.DB
}

// Exec runs a statement.
func (s *Store) Exec(ctx context.Context, statement string, args ...any) error {
	if _, err := s.pool.Exec(ctx, statement, args...); err != nil {
		return fmt.Errorf("exec: %w", err)
	}
	return nil
}

// Insert runs a statement that returns an id.
func (s *Store) Insert(ctx context.Context, statement string, args ...any) (string, error) {
	var id string
	err := s.pool.QueryRow(ctx, statement, args...).Scan(&id)
	return id, err
}

// MustExec hands its statement on.
func (s *Store) MustExec(ctx context.Context, statement string, args ...any) {
	if err := s.Exec(ctx, statement, args...); err != nil {
		slog.ErrorContext(ctx, "statement failed", "error", err)
	}
}

// Retry runs its statement in a literal.
func (s *Store) Retry(ctx context.Context, statement string, args ...any) error {
	return again(func() error {
		_, err := s.db.ExecContext(ctx, statement, args...)
		return err
	})
}

func again(try func() error) error { return errors.Join(try(), try()) }

// Count runs a statement and says how many rows it made.
func (s *Store) Count(ctx context.Context, statement string, args ...any) (int64, error) {
	tag, err := s.pool.Exec(ctx, statement, args...)
	return tag.RowsAffected(), err
}

// Explain only writes about the statement.
func (s *Store) Explain(ctx context.Context, statement string) {
	slog.DebugContext(ctx, "statement", "text", statement)
}
