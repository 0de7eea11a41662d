// Package notify tells customers what happened to their orders.
package notify

import (
	"context"
	"fmt"
	"strings"
	"text/template"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

var receipt = template.Must(template.New("receipt").Parse(
	`Hello {{.Customer}},

thank you for your payment. Your order {{.ID}} is on its way.
`))

// Sender is the part of SES that we use.
type Sender interface {
	SendEmail(ctx context.Context, in *sesv2.SendEmailInput, opts ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error)
}

// Mailer writes to customers.
type Mailer struct {
	ses  Sender
	from string
}

// NewMailer returns a mailer that writes in the name of from.
func NewMailer(ses Sender, from string) *Mailer {
	return &Mailer{ses: ses, from: from}
}

// SendReceipt thanks a customer for a payment.
func (m *Mailer) SendReceipt(ctx context.Context, o order.Order) error {
	var body strings.Builder
	if err := receipt.Execute(&body, o); err != nil {
		return fmt.Errorf("render receipt: %w", err)
	}
	_, err := m.ses.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: aws.String(m.from),
		Destination:      &types.Destination{ToAddresses: []string{o.Email}},
		Content: &types.EmailContent{Simple: &types.Message{
			Subject: &types.Content{Data: aws.String("Your order " + o.ID)},
			Body:    &types.Body{Text: &types.Content{Data: aws.String(body.String())}},
		}},
	})
	if err != nil {
		return fmt.Errorf("send receipt of %s: %w", o.ID, err)
	}
	return nil
}
