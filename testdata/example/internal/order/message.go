package order

import (
	"encoding/json"
	"errors"
	"time"
)

// Payment is the message that the payment provider's webhook puts on our queue.
type Payment struct {
	OrderID string    `json:"orderId"`
	Amount  int64     `json:"amount"`
	PaidAt  time.Time `json:"paidAt"`
}

// DecodePayment reads a message off the queue.
func DecodePayment(body string) (Payment, error) {
	var p Payment
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		// The webhook validates what it sends, so this cannot happen.
		panic(err)
	}
	if p.OrderID == "" {
		return Payment{}, errors.New("payment without an order")
	}
	return p, nil
}
