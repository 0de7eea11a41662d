// Requests through an interface over http.Client, as programs declare one for
// their tests.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type app struct{ client doer }

func (a *app) handle(ctx context.Context, event events.SNSEvent) error {
	for _, record := range event.Records {
		if err := a.post(ctx, "", record.SNS.Message); err != nil {
			return err
		}
		if err := a.keyed(ctx, record.SNS.MessageID, record.SNS.Message); err != nil {
			return err
		}
		if err := a.get(ctx, record.SNS.Message); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) post(ctx context.Context, key, body string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com", strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req) // want `^main\.doer\.Do sends again when Lambda retries the SNS event`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *app) keyed(ctx context.Context, key, body string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com", strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *app) get(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://example.com/"+path, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// counting is a client that is a doer itself: the requests are its callers'.
type counting struct {
	inner doer
	n     int
}

func (c *counting) Do(req *http.Request) (*http.Response, error) {
	c.n++
	return c.inner.Do(req)
}

func main() { lambda.Start((&app{client: &counting{inner: http.DefaultClient}}).handle) }
