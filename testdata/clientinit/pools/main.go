// HTTP transports: what drops connections, and what shares them.
package main

import (
	"context"
	"crypto/tls"
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type signed struct{ base http.RoundTripper }

func (s signed) RoundTrip(r *http.Request) (*http.Response, error) { return s.base.RoundTrip(r) }

var shared = &http.Transport{MaxIdleConns: 4}

func handler(ctx context.Context, event events.SQSEvent) error {
	transport := &http.Transport{IdleConnTimeout: time.Minute}
	client := &http.Client{Transport: transport} // want "^http.Client is made on every invocation: it drops the keep-alive connections, so each call pays a new TLS handshake; make it once outside the handler$"

	own := http.Client{ // want "^http.Client is made on every invocation"
		Timeout:   time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13}},
	}
	copied := http.DefaultTransport.(*http.Transport).Clone() // want "^http.Transport.Clone runs on every invocation"
	cloned := &http.Client{Transport: copied}
	wrapped := &http.Client{Transport: signed{
		base: &http.Transport{}, // want "^http.Transport is made on every invocation"
	}}

	// Right: these share the connections of a transport that stays.
	plain := &http.Client{Timeout: 5 * time.Second}
	kept := &http.Client{Transport: shared}
	layered := &http.Client{Transport: signed{http.DefaultTransport}}
	// Right: nothing is kept alive on purpose.
	probe := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

	for _, c := range []*http.Client{client, &own, cloned, wrapped, plain, kept, layered, probe} {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://example.com", nil)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func main() { lambda.Start(handler) }
