// Every way to hand a handler to the runtime.
package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/cfn"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdaurl"
)

type order struct{ ID string }

func plain(o order) error {
	os.Exit(1) // want "os.Exit .*; return an error$"
	return nil
}

func withOptions(ctx context.Context, o order) (order, error) {
	os.Exit(1) // want "os.Exit"
	return o, nil
}

func typed(ctx context.Context, o order) (order, error) {
	os.Exit(1) // want "os.Exit"
	return o, nil
}

func withContext(ctx context.Context) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func anything(event any) (any, error) {
	os.Exit(1) // want "os.Exit"
	return event, nil
}

func raw(event json.RawMessage) (json.RawMessage, error) {
	os.Exit(1) // want "os.Exit"
	return event, nil
}

// byPointer, byValue and wrapped implement lambda.Handler.
type byPointer struct{}

func (*byPointer) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	os.Exit(1) // want "os.Exit"
	return nil, nil
}

type byValue struct{}

func (byValue) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	os.Exit(1) // want "os.Exit"
	return nil, nil
}

type wrapped struct{}

func (wrapped) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	os.Exit(1) // want "os.Exit"
	return nil, nil
}

// never implements lambda.Handler and is not handed over.
type never struct{}

func (never) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	os.Exit(1)
	return nil, nil
}

func resource(ctx context.Context, event cfn.Event) (string, map[string]any, error) {
	os.Exit(1) // want "os.Exit"
	return "", nil, nil
}

func resourceSNS(ctx context.Context, event cfn.Event) (string, map[string]any, error) {
	os.Exit(1) // want "os.Exit"
	return "", nil, nil
}

func url(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

type page struct{}

func (page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func newHandler(event map[string]string) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func newHandlerOptions(event *order) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func unregistered(o order) error {
	os.Exit(1)
	return nil
}

// byShape has an event type, so Lambda calls it, however it is registered.
func byShape(event events.SQSEvent) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func main() {
	switch os.Getenv("HANDLER") {
	case "plain":
		lambda.Start(plain)
	case "options":
		lambda.StartWithOptions(withOptions, lambda.WithSetEscapeHTML(true))
	case "typed":
		lambda.StartHandlerFunc(typed)
	case "context":
		lambda.StartWithContext(context.Background(), withContext)
	case "any":
		lambda.Start(anything)
	case "raw":
		lambda.Start(raw)
	case "pointer":
		lambda.StartHandler(&byPointer{})
	case "value":
		lambda.Start(byValue{})
	case "wrapped":
		lambda.StartHandlerWithContext(context.Background(), wrapped{})
	case "cfn":
		lambda.Start(cfn.LambdaWrap(resource))
	case "cfn-sns":
		lambda.Start(cfn.LambdaWrapSNS(resourceSNS))
	case "url":
		lambdaurl.Start(http.HandlerFunc(url))
	case "page":
		lambda.Start(lambdaurl.Wrap(page{}))
	case "new":
		lambda.StartHandler(lambda.NewHandler(newHandler))
	case "new-options":
		lambda.StartHandler(lambda.NewHandlerWithOptions(newHandlerOptions, lambda.WithUseNumber(true)))
	case "literal":
		lambda.Start(func(ctx context.Context, o order) error {
			os.Exit(1) // want "os.Exit"
			return nil
		})
	default:
		os.Exit(2)
	}
}
