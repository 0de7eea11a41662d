// Package safe turns panics into errors.
package safe

import (
	"context"
	"fmt"
)

// Recover is to be deferred.
func Recover(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("recovered: %v", r)
	}
}

// Call calls f.
func Call(f func() error) (err error) {
	defer Recover(&err)
	return f()
}

// Handler wraps a handler.
func Handler[E any](h func(context.Context, E) error) func(context.Context, E) error {
	return func(ctx context.Context, e E) (err error) {
		defer Recover(&err)
		return h(ctx, e)
	}
}
