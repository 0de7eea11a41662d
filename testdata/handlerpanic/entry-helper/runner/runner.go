// Package runner starts Lambda functions.
package runner

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"
)

// Request is what a handler gets.
type Request struct{ Type string }

// Response is what a handler returns.
type Response struct{ Text string }

// Func handles one type of request.
type Func func(context.Context, Request) (Response, error)

// Handler handles all others.
type Handler interface {
	Handle(context.Context, Request) (Response, error)
}

// Runner dispatches requests by type.
type Runner struct {
	setUp    func() error
	byType   map[string]Func
	fallback Handler
}

// Option changes a Runner.
type Option func(*Runner)

// WithSetUp has f called before the first request.
func WithSetUp(f func() error) Option { return func(r *Runner) { r.setUp = f } }

// New returns a Runner.
func New(options ...Option) *Runner {
	r := &Runner{byType: make(map[string]Func)}
	for _, o := range options {
		o(r)
	}
	return r
}

// Handle registers f for a type of request.
func (r *Runner) Handle(kind string, f Func) { r.byType[kind] = f }

// Register sets the handler of other requests.
func (r *Runner) Register(h Handler) { r.fallback = h }

// Start hands the Runner to Lambda.
func (r *Runner) Start() {
	if r.setUp != nil {
		if err := r.setUp(); err != nil {
			panic(err)
		}
	}
	lambda.Start(r.invoke)
}

func (r *Runner) invoke(ctx context.Context, in Request) (Response, error) {
	if f := r.byType[in.Type]; f != nil {
		return f(ctx, in)
	}
	if r.fallback == nil {
		return Response{}, errors.New("no handler")
	}
	return r.fallback.Handle(ctx, in)
}
