// Package order holds the domain: orders, their rules, and what the rest of the service
// has to provide for them. It knows nothing of Lambda or of databases.
package order

import (
	"context"
	"errors"
	"time"
)

// Status is where an order stands in its life.
type Status string

const (
	Placed  Status = "placed"
	Paid    Status = "paid"
	Shipped Status = "shipped"
)

// ErrNotFound is returned by a Store that does not know the order.
var ErrNotFound = errors.New("order not found")

// ErrDuplicate is returned by a Store that already has the order.
var ErrDuplicate = errors.New("order exists already")

// Order is one purchase of one customer.
type Order struct {
	ID       string    `json:"id" dynamodbav:"id"`
	Customer string    `json:"customer" dynamodbav:"customer"`
	Email    string    `json:"email" dynamodbav:"email"`
	Lines    []Line    `json:"lines" dynamodbav:"lines"`
	Total    int64     `json:"total" dynamodbav:"total"` // cents
	Status   Status    `json:"status" dynamodbav:"status"`
	PlacedAt time.Time `json:"placedAt" dynamodbav:"placed_at"`
}

// Line is a number of pieces of one article.
type Line struct {
	SKU      string `json:"sku" dynamodbav:"sku"`
	Quantity int64  `json:"quantity" dynamodbav:"quantity"`
	Price    int64  `json:"price" dynamodbav:"price"` // cents apiece
}

// Store keeps orders.
type Store interface {
	Save(ctx context.Context, o Order) error
	Find(ctx context.Context, id string) (Order, error)
}

// Validate reports what is wrong with an order that a customer sent.
func (o Order) Validate() error {
	switch {
	case o.ID == "":
		return errors.New("id is missing")
	case o.Email == "":
		return errors.New("email is missing")
	case len(o.Lines) == 0:
		return errors.New("an order needs at least one line")
	}
	return nil
}
