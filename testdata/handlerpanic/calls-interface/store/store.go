// Package store has two stores, of which the program builds one, and a decorator.
package store

import (
	"context"
	"log"
)

// Dynamo is built.
type Dynamo struct{ table string }

// NewDynamo returns a Dynamo.
func NewDynamo(table string) *Dynamo {
	if table == "" {
		log.Fatal("no table") // not per invocation
	}
	return &Dynamo{table: table}
}

// Put stores an id.
func (d *Dynamo) Put(ctx context.Context, id string) error {
	if id == "" {
		log.Fatal("no id") // want `log.Fatal .* \(handler.Handler.Handle → store.cached.Put → store.Dynamo.Put\)$`
	}
	return nil
}

// Get is never called.
func (d *Dynamo) Get(ctx context.Context, id string) (string, error) {
	log.Fatal("get")
	return "", nil
}

// Postgres is not built.
type Postgres struct{}

// Put stores an id.
func (p *Postgres) Put(ctx context.Context, id string) error {
	log.Fatal("postgres")
	return nil
}

// Get is never called.
func (p *Postgres) Get(ctx context.Context, id string) (string, error) { return "", nil }

// Store is what a decorator wraps.
type Store interface {
	Put(ctx context.Context, id string) error
	Get(ctx context.Context, id string) (string, error)
}

// cached embeds the interface: Get is promoted.
type cached struct {
	Store
	seen map[string]bool
}

// Cached returns s behind a cache.
func Cached(s Store) Store { return &cached{Store: s, seen: make(map[string]bool)} }

func (c *cached) Put(ctx context.Context, id string) error {
	if c.seen[id] {
		return nil
	}
	return c.Store.Put(ctx, id)
}

// Mail notifies by mail.
type Mail struct{ sender }

// sender is embedded: Notify is promoted.
type sender struct{}

func (sender) Notify(id string) error {
	log.Fatal("mail") // want `log.Fatal .* \(handler.Handler.Handle → store.sender.Notify\)$`
	return nil
}
