package handler

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// Ledger is where the worker notes payments.
type Ledger interface {
	Find(ctx context.Context, id string) (order.Order, error)
	MarkPaid(ctx context.Context, p order.Payment) error
}

// Mailer tells the customer.
type Mailer interface {
	SendReceipt(ctx context.Context, o order.Order) error
}

// Archive tells accounting.
type Archive interface {
	Invoice(ctx context.Context, o order.Order) error
	Batch(ctx context.Context, name string, payments []order.Payment) error
}

// Worker works off the queue of payments.
type Worker struct {
	Ledger  Ledger
	Mailer  Mailer
	Archive Archive
}

// Handle takes one batch of payments. What fails is reported by itself, so that only it
// comes again.
func (w *Worker) Handle(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var resp events.SQSEventResponse
	var done []order.Payment
	for _, record := range event.Records {
		fmt.Println("processing message", record.MessageId)
		payment, err := w.process(ctx, record)
		if err != nil {
			slog.ErrorContext(ctx, "payment failed", "message", record.MessageId, "error", err)
			resp.BatchItemFailures = append(resp.BatchItemFailures, events.SQSBatchItemFailure{
				ItemIdentifier: record.MessageId,
			})
			continue
		}
		done = append(done, payment)
	}
	if len(done) > 0 {
		if err := w.Archive.Batch(ctx, event.Records[0].MessageId, done); err != nil {
			// Accounting runs a report of its own at night: no reason to pay twice.
			slog.WarnContext(ctx, "batch not archived", "error", err)
		}
	}
	return resp, nil
}

func (w *Worker) process(ctx context.Context, record events.SQSMessage) (order.Payment, error) {
	payment, err := order.DecodePayment(record.Body)
	if err != nil {
		return order.Payment{}, err
	}
	o, err := w.Ledger.Find(ctx, payment.OrderID)
	if err != nil {
		return order.Payment{}, fmt.Errorf("find order: %w", err)
	}
	if err := w.Ledger.MarkPaid(ctx, payment); err != nil {
		return order.Payment{}, err
	}
	if err := w.Mailer.SendReceipt(ctx, o); err != nil {
		return order.Payment{}, err
	}
	if err := w.Archive.Invoice(ctx, o); err != nil {
		return order.Payment{}, err
	}
	return payment, nil
}
