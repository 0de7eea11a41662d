// Clients of libraries that bring a transport of their own.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-resty/resty/v2"
)

var kept = resty.New()

func handler(ctx context.Context, event events.SQSEvent) error {
	if _, err := resty.New().R().SetContext(ctx).Get("https://example.com"); err != nil { // want "^resty.New runs on every invocation: it drops the keep-alive connections, so each call pays a new TLS handshake; make it once outside the handler$"
		return err
	}
	// Right: these share the connections of a transport that stays.
	if _, err := resty.NewWithClient(http.DefaultClient).R().SetContext(ctx).Get("https://example.com"); err != nil {
		return err
	}
	_, err := kept.R().SetContext(ctx).Get("https://example.com")
	return err
}

func main() { lambda.Start(handler) }
