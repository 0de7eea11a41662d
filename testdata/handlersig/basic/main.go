// Each shape that fails, once.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

type event struct{ ID string }

type failure struct{}

func (*failure) Error() string { return "" }

type valueFailure struct{}

func (valueFailure) Error() string { return "" }

type runner struct{}

func (*runner) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return payload, nil }

type service struct{}

func (s *service) Handle(event, context.Context) error { return nil }

type narrow interface{ Done() <-chan struct{} }

func three(context.Context, event, string) error           { return nil }
func swapped(event, context.Context) error                 { return nil }
func twoEvents(event, event) error                         { return nil }
func twoContexts(context.Context, context.Context) error   { return nil }
func narrowed(narrow, event) error                         { return nil }
func reader(io.Reader) error                               { return nil }
func variadic(context.Context, ...event) error             { return nil }
func threeResults(context.Context) (string, string, error) { return "", "", nil }
func noError(context.Context) (string, bool)               { return "", false }
func onlyValue(context.Context, event) string              { return "" }
func errorFirst(context.Context, event) (error, string)    { return nil, "" }
func pointerError(context.Context) (string, *failure)      { return "", nil }
func valueError(context.Context) valueFailure              { return valueFailure{} }
func twoErrors(context.Context) (error, error)             { return errors.New("a"), nil }
func bytes(ctx context.Context, payload []byte) error      { return nil }
func handler(context.Context, events.SQSEvent) error       { return nil }

var unset func(context.Context) error

func main() {
	lambda.Start(nil)                                                                       // want "the handler is nil"
	lambda.Start(event{})                                                                   // want "is of type main.event, not a function"
	lambda.Start(runner{})                                                                  // want "without Invoke, which only its pointer has"
	lambda.Start(http.NewServeMux())                                                        // want "is of type .http.ServeMux, which Lambda does not call"
	lambda.Start(httpadapter.New(http.NewServeMux()))                                       // want "pass its method ProxyWithContext"
	lambda.Start(handler(context.Background(), events.SQSEvent{}))                          // want "is of type error, not a function"
	lambda.Start(unset)                                                                     // want "is a nil function"
	lambda.Start(three)                                                                     // want "main.three takes more than a context and an event"
	lambda.Start(swapped)                                                                   // want "main.swapped takes the context second"
	lambda.Start(new(service).Handle)                                                       // want "main.service.Handle takes the context second"
	lambda.StartWithOptions(twoEvents)                                                      // want "the first is no context.Context"
	lambda.StartWithContext(context.Background(), twoContexts)                              // want "a second context"
	lambda.NewHandler(narrowed)                                                             // want "the first is no context.Context"
	lambda.Start(reader)                                                                    // want "an interface that is no context.Context"
	lambda.Start(variadic)                                                                  // want "is variadic"
	lambda.Start(threeResults)                                                              // want "more than a value and an error"
	lambda.Start(noError)                                                                   // want "does not return an error last"
	lambda.Start(onlyValue)                                                                 // want "does not return an error last"
	lambda.Start(errorFirst)                                                                // want "does not return an error last"
	lambda.Start(pointerError)                                                              // want "the concrete error type .main.failure"
	lambda.Start(valueError)                                                                // want "the concrete error type main.valueFailure"
	lambda.Start(twoErrors)                                                                 // want "returns two errors"
	lambda.Start(bytes)                                                                     // want "takes bytes"
	lambda.Start(func(ctx context.Context, a, b string) error { return errors.New(a + b) }) // want "the handler takes more than"
}
