// A sync.Map is a map.
package main

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var grows, asked, loaded, deleted, fixed sync.Map

type store struct{ bodies sync.Map }

func (s *store) keep(m events.SQSMessage) {
	s.bodies.Store(m.MessageId, m.Body) // want "main.store.bodies outlives the invocation: each one adds entries to it"
}

func (s *store) handle(ctx context.Context, event events.SQSEvent) error {
	for _, m := range event.Records {
		grows.Store(m.MessageId, true) // want "main.grows outlives the invocation: each one adds entries to it"
		s.keep(m)

		// Traps.
		if _, ok := asked.Load(m.Body); !ok {
			asked.Store(m.Body, len(m.Body))
		}
		loaded.LoadOrStore(m.Body, true)
		deleted.Store(m.MessageId, true)
		defer deleted.Delete(m.MessageId)
		fixed.Store("last", m.Body)
		var own sync.Map
		own.Store(m.MessageId, true)
	}
	return nil
}

func main() { lambda.Start(new(store).handle) }
