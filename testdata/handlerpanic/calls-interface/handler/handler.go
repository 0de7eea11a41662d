// Package handler knows its store by an interface.
package handler

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

// Store keeps orders.
type Store interface {
	Put(ctx context.Context, id string) error
	Get(ctx context.Context, id string) (string, error)
}

// Notifier tells somebody.
type Notifier interface{ Notify(id string) error }

// Handler stores orders.
type Handler struct {
	store    Store
	notifier Notifier
}

// Option changes a Handler.
type Option func(*Handler)

// WithNotifier sets the notifier.
func WithNotifier(n Notifier) Option { return func(h *Handler) { h.notifier = n } }

// New returns a Handler.
func New(s Store, options ...Option) *Handler {
	h := &Handler{store: s}
	for _, o := range options {
		o(h)
	}
	return h
}

// Handle handles a batch.
func (h *Handler) Handle(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		if err := h.store.Put(ctx, r.MessageId); err != nil {
			return err
		}
		if err := h.notifier.Notify(r.MessageId); err != nil {
			return err
		}
	}
	return nil
}
