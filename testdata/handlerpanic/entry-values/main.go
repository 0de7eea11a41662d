// The handler reaches the runtime through variables, fields, results and calls.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type order struct{ ID string }

func fail() { os.Exit(1) } // want `os.Exit .* \(main.variable → main.fail\)$`

func variable(o order) error { fail(); return nil }

func global(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

var handler func(order) error

func init() { handler = global }

func initialised(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

var other = initialised

type app struct{ name string }

func (a *app) Handle(ctx context.Context, o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func (a app) HandleValue(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func (a *app) Expression(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func (a *app) Unused(o order) error {
	os.Exit(1)
	return nil
}

func newHandler(name string) func(context.Context, order) error {
	return func(ctx context.Context, o order) error {
		if name == "" {
			os.Exit(1) // want "os.Exit"
		}
		return nil
	}
}

func (a *app) create() func(context.Context, order) error {
	inner := func(ctx context.Context, o order) error {
		os.Exit(1) // want "os.Exit"
		return nil
	}
	return inner
}

type config struct {
	handler  func(order) error
	fallback func(order) error
}

func field(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func notStarted(o order) error {
	os.Exit(1)
	return nil
}

func inMap(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func inSlice(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func throughChannel(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func either(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func or(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func second(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func pair() (int, func(order) error, error) { return 0, second, nil }

type handlerFunc func(order) error

func named(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func boxed(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func anyHandler() any { return boxed }

func viaPointer(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func set(target *func(order) error) { *target = viaPointer }

type option func(*config)

func withHandler(h func(order) error) option { return func(c *config) { c.handler = h } }

func byOption(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func start(options ...option) {
	var c config
	for _, o := range options {
		o(&c)
	}
	lambda.Start(c.handler)
}

func adapt[E, R any](h func(E) (R, error)) func(context.Context, E) (R, error) {
	return func(ctx context.Context, e E) (R, error) { return h(e) }
}

func generic(o order) (order, error) {
	os.Exit(1) // want `os.Exit .* \(main.adapt.func1 → main.generic\)$`
	return o, nil
}

type box[T any] struct{ value T }

func (b *box[T]) get() T { return b.value }

func inGenericBox(o order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func main() {
	a := &app{name: os.Getenv("NAME")}
	switch os.Getenv("HANDLER") {
	case "variable":
		h := variable
		lambda.Start(h)
	case "global":
		lambda.Start(handler)
	case "initialised":
		lambda.Start(other)
	case "method":
		lambda.Start(a.Handle)
	case "method value":
		lambda.Start(a.HandleValue)
	case "expression":
		h := (*app).Expression
		lambda.Start(func(o order) error { return h(a, o) })
	case "result":
		lambda.Start(newHandler("x"))
	case "method result":
		lambda.Start(a.create())
	case "field":
		c := config{handler: field, fallback: notStarted}
		lambda.Start(c.handler)
	case "map":
		handlers := map[string]func(order) error{"a": inMap}
		lambda.Start(handlers[os.Getenv("KEY")])
	case "slice":
		lambda.Start([]func(order) error{inSlice}[0])
	case "channel":
		c := make(chan func(order) error, 1)
		c <- throughChannel
		lambda.Start(<-c)
	case "phi":
		h := either
		if len(os.Args) > 1 {
			h = or
		}
		lambda.Start(h)
	case "second result":
		_, h, err := pair()
		if err != nil {
			os.Exit(1)
		}
		lambda.Start(h)
	case "named type":
		lambda.Start(handlerFunc(named))
	case "boxed":
		lambda.Start(anyHandler())
	case "pointer":
		var h func(order) error
		set(&h)
		lambda.Start(h)
	case "option":
		start(withHandler(byOption))
	case "generic":
		lambda.Start(adapt(generic))
	case "generic box":
		b := &box[func(order) error]{value: inGenericBox}
		lambda.Start(b.get())
	}
}
