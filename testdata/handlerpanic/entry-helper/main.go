// A team's own start library takes the handler; it lies in this module.
package main

import (
	"context"
	"os"

	"github.com/lambdavet/lambdavet/testdata/handlerpanic/entry-helper/runner"
)

type order struct{ ID string }

type service struct{}

func (service) Handle(ctx context.Context, in runner.Request) (runner.Response, error) {
	os.Exit(1) // want `os.Exit .*main.service.Handle\)$`
	return runner.Response{}, nil
}

func (service) Close() { os.Exit(1) }

func event(ctx context.Context, in runner.Request) (runner.Response, error) {
	os.Exit(1) // want `os.Exit .*main.event\)$`
	return runner.Response{}, nil
}

func setUp() error {
	os.Exit(1)
	return nil
}

func main() {
	r := runner.New(runner.WithSetUp(setUp))
	r.Handle("order.created", event)
	r.Register(service{})
	r.Start()
}
