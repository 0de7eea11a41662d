// Goroutines that are left behind.
package main

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-xray-sdk-go/xray"
	"golang.org/x/sync/errgroup"
)

func post(ctx context.Context, id string) error {
	resp, err := http.Post("https://example.com/"+id, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func forgotten(ctx context.Context, event events.SNSEvent) {
	go post(ctx, "a") // want "^goroutine main.post is not waited for: Lambda freezes the environment when the handler returns, and its work is lost or runs late; wait for it with a WaitGroup or errgroup"
	go func() {       // want "^goroutine is not waited for: "
		for _, r := range event.Records {
			post(ctx, r.SNS.MessageID)
		}
	}()
	time.AfterFunc(time.Second, func() { post(ctx, "b") })                                // want "^time.AfterFunc signals its end, but nobody waits for it"
	xray.CaptureAsync(ctx, "post", func(c context.Context) error { return post(c, "c") }) // want "^xray.CaptureAsync is not waited for"
}

func detached(ctx context.Context) {
	bounded, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()        // ends the request that the goroutine has just begun
	go post(bounded, "d") // want "goroutine main.post is not waited for"
}

func early(ctx context.Context, event events.SNSEvent) error {
	var wg sync.WaitGroup
	for _, r := range event.Records {
		wg.Add(1)
		go func() { // want "^goroutine is not waited for on the return in line 52: Lambda freezes it half way, and it goes on in a later invocation; wait before every return"
			defer wg.Done()
			post(ctx, r.SNS.MessageID)
		}()
	}
	if len(event.Records) > 9 {
		return errors.New("too many")
	}
	wg.Wait()
	return nil
}

func firstError(ctx context.Context, event events.SNSEvent) error {
	results := make(chan error)
	for _, r := range event.Records {
		go func() { results <- post(ctx, r.SNS.MessageID) }() // want "goroutine is not waited for on the return in line 65"
	}
	for range event.Records {
		if err := <-results; err != nil {
			return err
		}
	}
	return nil
}

func neverJoined(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { // want "^goroutine signals its end, but nobody waits for it: Lambda freezes the environment when the handler returns; wait before every return"
		defer wg.Done()
		post(ctx, "e")
	}()
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error { return post(gctx, "f") })         // want "^errgroup.Group.Go signals its end, but nobody waits for it"
	g.Go(func() error { return post(gctx, "once more") }) // the same missing Wait
	wg2 := new(sync.WaitGroup)
	wg2.Go(func() { post(ctx, "g") }) // want "^sync.WaitGroup.Go signals its end, but nobody waits"
}

func worker(ctx context.Context, event events.SNSEvent) {
	jobs := make(chan string)
	go func() { // want "goroutine is not waited for"
		for id := range jobs {
			post(ctx, id)
		}
	}()
	for _, r := range event.Records {
		jobs <- r.SNS.MessageID
	}
	close(jobs) // the last job still runs
}

func lateAdd(ctx context.Context, event events.SNSEvent) {
	var wg sync.WaitGroup
	for _, r := range event.Records {
		go func() {
			wg.Add(1) // want "^wg.Add runs inside the goroutine that it counts: Wait can return before it, and Lambda freezes the environment with work left; call Add before go"
			defer wg.Done()
			post(ctx, r.SNS.MessageID)
		}()
	}
	wg.Wait()
}

func producer(ctx context.Context, ids []string) error {
	jobs, results := make(chan string, 2), make(chan error, 2)
	var wg sync.WaitGroup
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for range 2 {
		wg.Add(1)
		go func() { // ends with the context
			defer wg.Done()
			for id := range jobs {
				select {
				case <-ctx.Done():
					return
				default:
				}
				results <- post(ctx, id)
			}
		}()
	}
	go func() { // want "goroutine is not waited for on the return in line 138"
		for _, id := range ids {
			jobs <- id
		}
		close(jobs)
	}()
	go func() { wg.Wait(); close(results) }()
	for err := range results {
		if err != nil {
			return err
		}
	}
	return nil
}

func handler(ctx context.Context, event events.SNSEvent) error {
	forgotten(ctx, event)
	detached(ctx)
	neverJoined(ctx)
	worker(ctx, event)
	lateAdd(ctx, event)
	return errors.Join(early(ctx, event), firstError(ctx, event), producer(ctx, nil))
}

func main() {
	go http.ListenAndServe("localhost:8080", nil) // once, before the handler
	lambda.Start(handler)
}
