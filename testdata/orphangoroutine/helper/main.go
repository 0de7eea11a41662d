// A helper runs what it is given in a goroutine.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// safeGo leaves the goroutine to its caller.
func safeGo(f func()) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				slog.Error("goroutine panicked", "panic", r)
			}
		}()
		f()
	}()
}

// publisher is called through an interface.
type publisher interface {
	Publish(ctx context.Context, id string) error
}

type web struct{}

func (web) Publish(ctx context.Context, id string) error {
	resp, err := http.Get("https://example.com/" + id)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type app struct{ pub publisher }

func (a *app) handle(ctx context.Context, event events.SNSEvent) error {
	safeGo(func() { a.pub.Publish(ctx, "a") }) // want "^main.safeGo is not waited for: "
	var wg sync.WaitGroup
	wg.Add(1)
	safeGo(func() {
		defer wg.Done()
		a.pub.Publish(ctx, "b")
	})
	go a.pub.Publish(ctx, "c") // want "^goroutine main.publisher.Publish is not waited for"
	wg.Wait()
	return nil
}

func main() {
	a := &app{pub: web{}}
	lambda.Start(a.handle)
}
