// Types without JSON names are carried by the names of their fields.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type plain struct {
	ID   string
	Done chan bool
}

// A field without a name, beside some that have one, is not meant for JSON.
type named struct {
	ID   string `json:"id"`
	Done chan bool
}

func main() {
	lambda.Start(func(ctx context.Context, event plain) error { return nil }) // want "main.plain.Done is a channel"
	lambda.Start(func(ctx context.Context, event named) error { return nil })
	lambda.Start(func(ctx context.Context, r events.ALBTargetGroupRequest) (response events.ALBTargetGroupResponse, err error) {
		response.Body = "ok"
		return response, nil // want "the response has no StatusCode"
	})
	lambda.Start(func(ctx context.Context, r events.ALBTargetGroupRequest) (response events.ALBTargetGroupResponse, err error) {
		response.StatusCode = 200
		return response, nil
	})
}
