// Middleware around Lambda handlers, own and generic, in this and in another package.
package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/handlerpanic/entry-middleware/middleware"
)

type order struct{ ID string }

type handler func(context.Context, order) error

func logging(next handler) handler {
	return func(ctx context.Context, o order) error {
		slog.InfoContext(ctx, "order", "id", o.ID)
		return next(ctx, o)
	}
}

func chain(h handler, layers ...func(handler) handler) handler {
	for _, layer := range layers {
		h = layer(h)
	}
	return h
}

func checking(next handler) handler {
	return func(ctx context.Context, o order) error {
		if o.ID == "" {
			os.Exit(1) // want `os.Exit .*an error$`
		}
		return next(ctx, o)
	}
}

func handle(ctx context.Context, o order) error {
	os.Exit(1) // want `os.Exit .*main.handle\)$`
	return nil
}

func timed(ctx context.Context, o order) (string, error) {
	os.Exit(1) // want `os.Exit .* \(middleware.Timed.func1 → main.timed\)$`
	return "", nil
}

func anyFunc(ctx context.Context, o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func raw(ctx context.Context, payload []byte) ([]byte, error) {
	os.Exit(1) // want `os.Exit .*main.raw\)$`
	return nil, nil
}

type rawFunc func(context.Context, []byte) ([]byte, error)

func (f rawFunc) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return f(ctx, payload) }

func main() {
	switch os.Getenv("HANDLER") {
	case "chain":
		lambda.Start(chain(handle, logging, checking))
	case "timed":
		middleware.Start(middleware.Timed(timed))
	case "any":
		middleware.Run(anyFunc)
	case "handler":
		lambda.StartHandler(middleware.Logged{Next: rawFunc(raw)})
	}
}
