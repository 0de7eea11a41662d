// Types that JSON cannot carry.
package main

import (
	"bytes"
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type job struct {
	ID     string
	Notify chan string
}

type nested struct {
	Jobs []*job `json:"jobs"`
}

type hooks struct{ After func() }

type point struct{ X, Y int }

type secret struct{ id, token string }

type callback struct {
	Reply func() `json:"reply"`
}

func channel(context.Context) (job, error)             { return job{}, nil }
func deep(context.Context) (*nested, error)            { return nil, nil }
func function(context.Context) ([]hooks, error)        { return nil, nil }
func number(context.Context) (complex128, error)       { return 0, nil }
func keys(context.Context) (map[point]int, error)      { return nil, nil }
func hidden(context.Context) (secret, error)           { return secret{}, nil }
func response(context.Context) (*http.Response, error) { return nil, nil }
func buffer(context.Context) (bytes.Buffer, error)     { return bytes.Buffer{}, nil }
func hiddenEvent(context.Context, *secret) error       { return nil }
func channelEvent(context.Context, chan int) error     { return nil }
func fieldEvent(context.Context, callback) error       { return nil }
func typed(context.Context, string) (hooks, error)     { return hooks{}, nil }
func stream(context.Context, events.LambdaFunctionURLRequest) (events.LambdaFunctionURLStreamingResponse, error) {
	return events.LambdaFunctionURLStreamingResponse{}, nil
}

func main() {
	lambda.Start(channel)          // want "main.job.Notify is a channel, which JSON cannot carry"
	lambda.Start(deep)             // want "main.nested.Jobs.Notify is a channel"
	lambda.Start(function)         // want "main.hooks.After is a function"
	lambda.Start(number)           // want "complex128 is a complex number"
	lambda.Start(keys)             // want "is a map with keys of type main.point"
	lambda.Start(hidden)           // want "the result type main.secret has no exported field"
	lambda.Start(response)         // want "http.Response.*is a (function|channel)"
	lambda.Start(buffer)           // want "the result bytes.Buffer is a stream by value"
	lambda.Start(hiddenEvent)      // want "the event type main.secret has no exported field"
	lambda.Start(channelEvent)     // want "is a channel, which JSON cannot be decoded into"
	lambda.Start(fieldEvent)       // want "main.callback.Reply is a function"
	lambda.StartHandlerFunc(typed) // want "main.hooks.After is a function"
	lambda.Start(stream)           // want "LambdaFunctionURLStreamingResponse is a stream by value"
}
