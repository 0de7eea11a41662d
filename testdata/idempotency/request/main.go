// Requests that one function makes and another sends.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-resty/resty/v2"
	"github.com/google/uuid"

	"github.com/lambdavet/lambdavet/testdata/idempotency/request/method"
)

var (
	client *http.Client
	rest   *resty.Client
	verb   = "PATCH"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, step := range []func(context.Context, events.SQSMessage) error{constant, fetch, variable, random, literal, viaHelper, headed, helped, executed} {
			if err := step(ctx, record); err != nil {
				return err
			}
		}
		if err := call(ctx, "POST", record.Body); err != nil {
			return err
		}
		if err := either(ctx, "GET", record.Body); err != nil {
			return err
		}
		if err := either(ctx, "POST", record.Body); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, "POST", "https://example.com", nil)
		if err != nil {
			return err
		}
		if err := send(req); err != nil {
			return err
		}
		keyed, err := http.NewRequestWithContext(ctx, "POST", "https://example.com", nil)
		if err != nil {
			return err
		}
		keyed.Header.Set("Idempotency-Key", record.MessageId)
		if err := sendKeyed(keyed); err != nil {
			return err
		}
	}
	return nil
}

func constant(ctx context.Context, record events.SQSMessage) error {
	req, err := http.NewRequestWithContext(ctx, method.Send, "https://example.com", strings.NewReader(record.Body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fetch(ctx context.Context, record events.SQSMessage) error {
	req, err := http.NewRequestWithContext(ctx, method.Fetch, "https://example.com/POST", strings.NewReader("POST"))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func variable(ctx context.Context, record events.SQSMessage) error {
	req, err := http.NewRequestWithContext(ctx, verb, "https://example.com", strings.NewReader(record.Body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func viaHelper(ctx context.Context, record events.SQSMessage) error {
	req, err := newRequest(ctx, record.Body)
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func newRequest(ctx context.Context, body string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, "POST", "https://example.com", strings.NewReader(body))
}

// headed sets the header in the helper that makes the request.
func headed(ctx context.Context, record events.SQSMessage) error {
	req, err := newKeyed(ctx, record)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func newKeyed(ctx context.Context, record events.SQSMessage) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://example.com", strings.NewReader(record.Body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", record.MessageId)
	return req, nil
}

// helped has a helper set the header.
func helped(ctx context.Context, record events.SQSMessage) error {
	req, err := newRequest(ctx, record.Body)
	if err != nil {
		return err
	}
	identify(req, record.MessageId)
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// random sets the header to another value each time.
func random(ctx context.Context, record events.SQSMessage) error {
	req, err := newRequest(ctx, record.Body)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", uuid.NewString())
	resp, err := client.Do(req) // want `^http\.Client\.Do repeats in spite of its Idempotency-Key, which is random,`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// literal sets all headers at once.
func literal(ctx context.Context, record events.SQSMessage) error {
	req, err := newRequest(ctx, record.Body)
	if err != nil {
		return err
	}
	req.Header = http.Header{"Content-Type": {"text/plain"}, "Idempotency-Key": {record.MessageId}}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func identify(req *http.Request, id string) { req.Header.Set("Idempotency-Key", id) }

func executed(ctx context.Context, record events.SQSMessage) error {
	if _, err := rest.R().SetContext(ctx).Execute(resty.MethodPost, "https://example.com"); err != nil { // want `^resty\.Request\.Execute sends again`
		return err
	}
	if _, err := rest.R().SetHeader("Idempotency-Key", record.MessageId).Execute(resty.MethodPost, "https://example.com"); err != nil {
		return err
	}
	_, err := rest.R().Execute(resty.MethodGet, "https://example.com")
	return err
}

// call is given the same method everywhere.
func call(ctx context.Context, method, body string) error {
	req, err := http.NewRequestWithContext(ctx, method, "https://example.com", strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// either is given several methods: which call posts is not followed.
func either(ctx context.Context, method, body string) error {
	req, err := http.NewRequestWithContext(ctx, method, "https://example.com", strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func sendKeyed(req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// send gets a request; the function that makes it sets a header for another one.
func send(req *http.Request) error {
	resp, err := client.Do(req) // want `^http\.Client\.Do sends again`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() { lambda.Start(handler) }
