// Traps: types that JSON carries.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/big"
	"time"

	"github.com/aws/aws-lambda-go/cfn"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type tree struct {
	Name     string           `json:"name"`
	Children []*tree          `json:"children"`
	At       time.Time        `json:"at"`
	Sum      *big.Int         `json:"sum"`
	ByDay    map[day]int      `json:"byDay"`
	Raw      json.RawMessage  `json:"raw"`
	Any      map[string]any   `json:"any"`
	log      func(string)     // not looked at
	Done     chan bool        `json:"-"`
	Ints     map[int64]string `json:"ints"`
}

type day struct{ d time.Time }

func (d day) MarshalText() ([]byte, error)     { return d.d.MarshalText() }
func (d *day) UnmarshalText(text []byte) error { return d.d.UnmarshalText(text) }

// custom speaks JSON itself.
type custom struct{ hooks []func() }

func (c custom) MarshalJSON() ([]byte, error)     { return nil, nil }
func (c *custom) UnmarshalJSON(text []byte) error { return nil }

// dependencies are no part of the event, though they stand in its struct.
type request struct {
	ID  string `json:"id"`
	Now func() time.Time
}

type base struct{ ID string }

type extended struct{ base }

func main() {
	lambda.Start(func(context.Context, tree) (*tree, error) { return nil, nil })
	lambda.Start(func(context.Context, custom) (custom, error) { return custom{}, nil })
	lambda.Start(func(context.Context, request) error { return nil })
	lambda.Start(func(context.Context, extended) (extended, error) { return extended{}, nil })
	lambda.Start(func(context.Context, struct{}) (struct{}, error) { return struct{}{}, nil })
	lambda.Start(func(context.Context) (io.Reader, error) { return new(bytes.Buffer), nil })
	lambda.Start(func(context.Context) (*bytes.Buffer, error) { return nil, nil })
	lambda.Start(func(context.Context, events.LambdaFunctionURLRequest) (*events.LambdaFunctionURLStreamingResponse, error) {
		return nil, nil
	})
	lambda.Start(cfn.LambdaWrap(func(context.Context, cfn.Event) (string, map[string]any, error) { return "", nil, nil }))
}
