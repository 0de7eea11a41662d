// Calls through values, below a handler.
package main

import (
	"context"
	"os"
	"slices"
	"sort"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"golang.org/x/sync/errgroup"
)

type step func(context.Context, events.SQSMessage) error

type pipeline struct {
	steps []step
	onErr func(error)
}

func (p *pipeline) run(ctx context.Context, m events.SQSMessage) error {
	for _, s := range p.steps {
		if err := s(ctx, m); err != nil {
			p.onErr(err)
			return err
		}
	}
	return nil
}

func validate(ctx context.Context, m events.SQSMessage) error {
	os.Exit(1) // want `os.Exit .* \(main.pipeline.run → main.validate\)$|\(main.handle → main.pipeline.run → main.validate\)$`
	return nil
}

func giveUp(err error) {
	os.Exit(1) // want `os.Exit .* \(main.handle → main.pipeline.run → main.giveUp\)$`
}

// registry: what a range over a map of functions calls.
type registry map[string]func()

func (r registry) runAll() {
	for _, check := range r {
		check()
	}
}

func start(checks map[string]func()) {
	for name, check := range checks {
		go func(name string, check func()) { check() }(name, check)
	}
}

func less(a, b string) int {
	os.Exit(1) // want `os.Exit .* \(main.handle → main.less\)$`
	return 0
}

type byID []events.SQSMessage

func (b byID) Len() int           { return len(b) }
func (b byID) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b byID) Less(i, j int) bool { os.Exit(1); return true } // want `os.Exit .* \(main.handle → main.byID.Less\)$`

type node struct {
	visit    func()
	children []*node
}

func (n *node) walk() {
	n.visit()
	for _, c := range n.children {
		c.walk()
	}
}

type visitor interface{ visit(int) }

type visitorFunc func(int)

func (f visitorFunc) visit(i int) { f(i) }

func each(v visitor) { v.visit(1) }

func apply[T any](list []T, f func(T)) {
	for _, x := range list {
		f(x)
	}
}

type number interface{ check() }

type small struct{}

func (small) check() { os.Exit(1) } // want `os.Exit .* \(main.handle → main.verify → main.small.check\)$`

type big struct{}

func (big) check() { os.Exit(1) }

func verify[T number](t T) { t.check() }

func handle(ctx context.Context, event events.SQSEvent) error {
	p := &pipeline{steps: []step{validate}, onErr: giveUp}
	for _, m := range event.Records {
		if err := p.run(ctx, m); err != nil {
			return err
		}
	}
	ids := []string{"b", "a"}
	slices.SortFunc(ids, less)
	sort.Sort(byID(event.Records))
	n := &node{visit: func() {
		os.Exit(1) // want `os.Exit .* \(main.handle → main.node.walk → main.handle.func1\)$`
	}}
	n.walk()
	each(visitorFunc(func(int) {
		os.Exit(1) // want "os.Exit"
	}))
	apply(ids, func(string) {
		os.Exit(1) // want "os.Exit"
	})
	verify(small{})
	defer func() {
		if ctx.Err() != nil {
			os.Exit(1) // want "os.Exit"
		}
	}()
	registry{"disk": func() {
		os.Exit(1) // want `os.Exit .* \(main.handle → main.registry.runAll → main.handle.func\d+\)$`
	}}.runAll()
	checks := make(map[string]func())
	checks["net"] = func() {
		os.Exit(1) // want `os.Exit .* \(main.handle → main.start → main.start.func1 → main.handle.func\d+\)$`
	}
	start(checks)
	var wg sync.WaitGroup
	wg.Go(func() {
		os.Exit(1) // want "os.Exit"
	})
	wg.Wait()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		os.Exit(1) // want "os.Exit"
		return ctx.Err()
	})
	work := make(chan func())
	go func() {
		for f := range work {
			f()
		}
	}()
	work <- func() {
		os.Exit(1) // want "os.Exit"
	}
	return g.Wait()
}

func main() { lambda.Start(handle) }
