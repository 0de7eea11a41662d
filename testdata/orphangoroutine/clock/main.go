// A select that gives up after some time leaves the goroutine behind.
package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func post(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com", nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func after(ctx context.Context) error {
	result := make(chan error, 1)
	go func() { result <- post(ctx) }() // want "goroutine is not waited for on the return in line"
	select {
	case err := <-result:
		return err
	case <-time.After(time.Second):
		return errors.New("too slow")
	}
}

func timer(ctx context.Context) error {
	result := make(chan error, 1)
	go func() { result <- post(ctx) }() // want "goroutine is not waited for on the return in line"
	t := time.NewTimer(time.Second)
	defer t.Stop()
	select {
	case err := <-result:
		return err
	case <-t.C:
		return errors.New("too slow")
	}
}

// Trap: the context ends the goroutine, too.
func done(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- post(ctx) }()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Trap: it waits again.
func ticks(ctx context.Context) error {
	result := make(chan error, 1)
	go func() { result <- post(ctx) }()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case err := <-result:
			return err
		case <-ticker.C:
			println("still waiting")
		}
	}
}

// Trap: it cancels the work and waits for its end.
func cancels(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- post(ctx) }()
	select {
	case err := <-result:
		return err
	case <-time.After(time.Second):
		cancel()
		return <-result
	}
}

func handler(ctx context.Context, event events.SNSEvent) error {
	return errors.Join(after(ctx), timer(ctx), done(ctx), ticks(ctx), cancels(ctx))
}

func main() { lambda.Start(handler) }
