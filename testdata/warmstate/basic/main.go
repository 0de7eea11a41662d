// State that the next invocation finds.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

type order struct{ ID, User string }

var (
	base     context.Context
	last     events.APIGatewayProxyRequest
	user     string
	orders   []order
	seen     = make(map[string]bool)
	response events.APIGatewayProxyResponse
)

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	base = ctx                                  // want "^main.base outlives the invocation: the context that it keeps is cancelled when the handler returns, and what uses it after that fails; pass it as an argument .main.main.func2 → main.handler.$"
	last = event                                // want "^main.last outlives the invocation: the next one may find the event of this one in it; pass the event as an argument .*"
	user = event.Headers["x-user"]              // want "^main.user outlives the invocation: the next one may find in it what this one took from its event; pass the value as an argument .*"
	seen[event.RequestContext.RequestID] = true // want "^main.seen outlives the invocation: each one adds entries to it and none takes them out, so that memory grows until the environment dies; bound it, or make it in the handler .*"
	var o order
	if err := json.Unmarshal([]byte(event.Body), &o); err != nil {
		return response, err
	}
	remember(o)
	println(half(ctx, event))
	println(search(ctx, s3.New(s3.Options{}), event))
	response.StatusCode = 200 // want "^main.response outlives the invocation: what this one sets, such as headers or the body, is in the response of the next; make the response in the handler .*"
	response.Body = user
	return response, nil
}

var (
	request context.Context
	found   []types.Object
)

// One way leaves the context where it is.
func half(ctx context.Context, event events.APIGatewayProxyRequest) error {
	request = ctx // want "^main.request outlives the invocation"
	if event.Body == "" {
		return request.Err()
	}
	request = nil
	return nil
}

// The first list is what the last invocation found.
func search(ctx context.Context, client *s3.Client, event events.APIGatewayProxyRequest) (int, error) {
	before := size()
	out, err := client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Prefix: &event.Path})
	if err != nil {
		return 0, err
	}
	found = out.Contents // want "^main.found outlives the invocation"
	println(label(event), load(event))
	return size() - before, nil
}

func size() int { return len(*found[0].Key) }

// Made afresh and filled: what the last invocation put in is there until then.
var labels map[string]string

func label(event events.APIGatewayProxyRequest) string {
	last := labels["user"]
	labels = map[string]string{"user": event.Headers["user"]} // want "^main.labels outlives the invocation"
	return last
}

// Trap: an index of what there is now.
var prices map[string]string

func load(event events.APIGatewayProxyRequest) string {
	last := prices["a"]
	fresh := make(map[string]string)
	for name, price := range event.QueryStringParameters {
		fresh[name] = price
	}
	prices = fresh
	return last
}

func remember(o order) {
	orders = append(orders, o) // want "^main.orders outlives the invocation: each one appends to it, so that the next finds the old entries and memory grows until the environment dies; make the list in the handler .main.main.func2 → main.handler → main.remember.$"
}

func main() {
	var previous string
	go func() { println(previous) }()
	lambda.Start(func(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		previous = event.Path // want "^main.main.previous outlives the invocation"
		return handler(ctx, event)
	})
}
