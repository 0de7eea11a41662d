package main

import (
	"context"
	"os"

	"github.com/lambdavet/lambdavet/testdata/user/own"
)

type order struct{ ID string }

func handler(ctx context.Context, o order) error {
	pool, err := own.Connect(os.Getenv("DSN")) // want `own\.Connect runs on every invocation`
	if err != nil {
		return err
	}
	return pool.Exec(ctx, "SELECT 1")
}

func main() { own.Serve(handler) }
