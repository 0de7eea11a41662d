package order

import (
	"context"
	"fmt"
	"time"
)

// Service is what the HTTP API offers.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on top of a store.
func NewService(store Store) *Service {
	return &Service{store: store, now: time.Now}
}

// Place checks and prices an order and keeps it.
func (s *Service) Place(ctx context.Context, o Order) (Order, error) {
	if err := o.Validate(); err != nil {
		return Order{}, err
	}
	o.Status = Placed
	o.PlacedAt = s.now().UTC()
	o.Total = total(o)
	if err := s.store.Save(ctx, o); err != nil {
		return Order{}, fmt.Errorf("save order %s: %w", o.ID, err)
	}
	return o, nil
}

// Get returns one order.
func (s *Service) Get(ctx context.Context, id string) (Order, error) {
	return s.store.Find(ctx, id)
}
