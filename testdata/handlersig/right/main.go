// Traps: what aws-lambda-go takes.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

type runner struct{}

func (runner) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return payload, nil }

type mycontext interface{ context.Context }

type coded interface {
	error
	Code() int
}

type raw []byte

func (r *raw) UnmarshalJSON(b []byte) error { *r = b; return nil }

type handlerFunc func(context.Context, string) (string, error)

func decode(h func(context.Context, string) (string, error)) handlerFunc { return h }

func unknown(h any) { lambda.Start(h) }

var assigned func(context.Context) error

func init() { assigned = func(context.Context) error { return nil } }

func main() {
	lambda.Start(func() {})
	lambda.Start(func() error { return nil })
	lambda.Start(func(any) error { return nil })
	lambda.Start(func(context.Context) {})
	lambda.Start(func(mycontext, events.S3Event) (any, error) { return nil, nil })
	lambda.Start(func(context.Context, json.RawMessage) (io.Reader, error) { return nil, nil })
	lambda.Start(func(context.Context, raw) coded { return nil })
	lambda.Start(func(context.Context, []events.SQSMessage) ([]byte, error) { return nil, nil })
	lambda.Start(runner{})
	lambda.Start(&runner{})
	lambda.StartHandler(runner{})
	lambda.Start(decode(func(_ context.Context, s string) (string, error) { return s, nil }))
	lambda.Start(httpadapter.NewV2(http.NewServeMux()).ProxyWithContext)
	lambda.Start(assigned)
	lambda.Start(lambda.NewHandler(func() error { return nil }))
	unknown(nil2())
	if h, err := chosen(os.Args[0]); err == nil {
		lambda.Start(h)
	}
}

// Beside an error there is no handler.
func chosen(kind string) (any, error) {
	if kind == "orders" {
		return func() error { return nil }, nil
	}
	return nil, errors.New("unknown kind")
}

// What comes out of a decoder cannot be known.
func nil2() (v any) {
	json.Unmarshal(nil, &v)
	return v
}
