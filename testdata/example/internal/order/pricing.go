package order

import (
	"fmt"
	"log/slog"
)

// Discount lowers the total of an order, in cents.
type Discount func(o Order) int64

// discounts are written by the shop team. They are plain functions on purpose, and they
// index and divide as they please: apply guards against what goes wrong in them.
var discounts = []Discount{bulk, bundle}

// total adds up the lines and takes off the best discount.
func total(o Order) int64 {
	var sum int64
	for _, line := range o.Lines {
		sum += line.Quantity * line.Price
	}
	var best int64
	for _, discount := range discounts {
		best = max(best, apply(discount, o))
	}
	return sum - best
}

// apply runs one discount. A discount that fails costs us the discount, not the order.
func apply(discount Discount, o Order) (cents int64) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("discount failed", "order", o.ID, "cause", fmt.Sprint(r))
			cents = 0
		}
	}()
	return discount(o)
}

// bulk gives 5 % on orders of ten pieces and more.
func bulk(o Order) int64 {
	var pieces, sum int64
	for _, line := range o.Lines {
		if line.Quantity < 0 {
			panic(fmt.Errorf("negative quantity of %s", line.SKU))
		}
		pieces += line.Quantity
		sum += line.Quantity * line.Price
	}
	if pieces < 10 {
		return 0
	}
	return sum / 20
}

// bundle gives the cheaper of the first two articles away.
func bundle(o Order) int64 {
	if len(o.Lines) < 2 || o.Lines[0].SKU != "starter-kit" {
		return 0
	}
	return min(o.Lines[0].Price, o.Lines[1].Price)
}
