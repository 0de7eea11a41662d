// Requests, mail, chat and payments.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/smtp"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-resty/resty/v2"
	"github.com/sendgrid/sendgrid-go"
	"github.com/sendgrid/sendgrid-go/helpers/mail"
	"github.com/slack-go/slack"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

var (
	client *http.Client
	rest   *resty.Client
	chat   *slack.Client
	grid   *sendgrid.Client
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := hook(ctx, record); err != nil {
			return err
		}
		if err := keyed(ctx, record); err != nil {
			return err
		}
		if _, err := ask(ctx, record); err != nil {
			return err
		}
		if err := services(ctx, record); err != nil {
			return err
		}
		if err := pay(record); err != nil {
			return err
		}
	}
	return nil
}

func hook(ctx context.Context, record events.SQSMessage) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com/hook", strings.NewReader(record.Body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again when SQS redelivers the batch; send an Idempotency-Key header made of the MessageId`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %s", resp.Status)
	}
	return nil
}

func keyed(ctx context.Context, record events.SQSMessage) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://example.com/hook", strings.NewReader(record.Body))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", record.MessageId)
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ask posts a query, and its answer is what the caller wants.
func ask(ctx context.Context, record events.SQSMessage) (string, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://example.com/translate", strings.NewReader(record.Body))
	if err != nil {
		return "", err
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer struct{ Text string }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "", err
	}
	return answer.Text, nil
}

func services(ctx context.Context, record events.SQSMessage) error {
	resp, err := http.Post("https://example.com/hook", "text/plain", strings.NewReader(record.Body)) // want `^http\.Post sends again`
	if err != nil {
		return err
	}
	resp.Body.Close()
	if _, err := rest.R().SetBody(record.Body).Post("https://example.com"); err != nil { // want `^resty\.Request\.Post sends again`
		return err
	}
	if _, err := rest.R().SetHeader("Idempotency-Key", record.MessageId).Post("https://example.com"); err != nil {
		return err
	}
	if _, _, err := chat.PostMessageContext(ctx, "C1", slack.MsgOptionText(record.Body, false)); err != nil { // want `^slack\.Client\.PostMessageContext sends again`
		return err
	}
	if _, err := grid.SendWithContext(ctx, mail.NewV3Mail()); err != nil { // want `^sendgrid\.Client\.SendWithContext sends again`
		return err
	}
	return smtp.SendMail("mail:25", nil, "a@example.com", []string{record.Body}, nil) // want `^smtp\.SendMail sends again`
}

func pay(record events.SQSMessage) error {
	if _, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(100)}); err != nil { // want `^paymentintent\.New sends again when SQS redelivers the batch; set IdempotencyKey from the MessageId`
		return err
	}
	params := &stripe.PaymentIntentParams{Amount: stripe.Int64(100)}
	params.SetIdempotencyKey(record.MessageId)
	_, err := paymentintent.New(params)
	return err
}

func main() { lambda.Start(handler) }
