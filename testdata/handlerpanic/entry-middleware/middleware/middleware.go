// Package middleware wraps handlers and registers them.
package middleware

import (
	"context"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// Timed logs how long a handler takes.
func Timed[In, Out any](h func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (Out, error) {
		defer func(start time.Time) { slog.InfoContext(ctx, "done", "took", time.Since(start)) }(time.Now())
		return h(ctx, in)
	}
}

// Start registers a typed handler.
func Start[In, Out any](h func(context.Context, In) (Out, error)) { lambda.Start(h) }

// Run registers a handler of any shape.
func Run(h any) {
	options := []lambda.Option{lambda.WithEnableSIGTERM(func() { slog.Info("stopping") })}
	lambda.StartWithOptions(h, options...)
}

// Logged is a lambda.Handler around another.
type Logged struct{ Next lambda.Handler }

// Invoke implements lambda.Handler.
func (l Logged) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	slog.InfoContext(ctx, "invoked", "bytes", len(payload))
	return l.Next.Invoke(ctx, payload)
}
