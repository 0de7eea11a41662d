// Goroutines that end before the handler returns, or by themselves.
package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func post(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func groups(ctx context.Context, ids []string) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, id := range ids {
		wg.Go(func() { post(ctx, id) })
	}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, id := range ids {
		g.Go(func() error { return post(gctx, id) })
	}
	if len(ids) > 9 {
		return errors.Join(errors.New("too many"), g.Wait())
	}
	return g.Wait()
}

func byPointer(ctx context.Context, id string, wg *sync.WaitGroup, out chan<- error) {
	defer wg.Done()
	out <- post(ctx, id)
}

func collected(ctx context.Context, ids []string) error {
	var wg sync.WaitGroup
	out := make(chan error, len(ids))
	for _, id := range ids {
		wg.Add(1)
		go byPointer(ctx, id, &wg, out)
	}
	wait := func() { wg.Wait() }
	wait()
	close(out)
	for err := range out {
		if err != nil {
			return err
		}
	}
	return nil
}

func counted(ctx context.Context, ids []string) (all error) {
	results := make(chan error)
	for _, id := range ids {
		go func() { results <- post(ctx, id) }()
	}
	for range len(ids) {
		all = errors.Join(all, <-results)
	}
	return all
}

func oneEach(ctx context.Context, ids []string) {
	var done []chan struct{}
	for _, id := range ids {
		c := make(chan struct{})
		done = append(done, c)
		go func() {
			defer close(c)
			post(ctx, id)
		}()
	}
	for _, c := range done {
		<-c
	}
}

func deadline(ctx context.Context) error {
	result := make(chan error, 1)
	go func() { result <- post(ctx, "slow") }()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nested: as many waits as starts, both in loops of loops.
func nested(ctx context.Context, groups map[string][]string) (failed int) {
	results := make(chan error, 1)
	for _, ids := range groups {
		for _, id := range ids {
			go func() { results <- post(ctx, id) }()
		}
	}
	for _, ids := range groups {
		for range ids {
			select {
			case err := <-results:
				if err != nil {
					failed++
				}
			case <-ctx.Done():
				failed++
			}
		}
	}
	return failed
}

func conditional(ctx context.Context, ids []string, notify bool) {
	done := make(chan struct{})
	if notify {
		go func() {
			defer close(done)
			post(ctx, "notify")
		}()
	}
	for _, id := range ids {
		post(ctx, id)
	}
	if notify {
		<-done
	}
}

func watcher(ctx context.Context) error {
	quit := make(chan struct{})
	defer close(quit)
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				println("still working")
			case <-quit:
				return
			}
		}
	}()
	timer := time.AfterFunc(time.Minute, func() { println("about to time out") })
	defer timer.Stop()
	return post(ctx, "long")
}

func heartbeat(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go beat(ctx)
	return post(ctx, "long")
}

func beat(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func pipe(ctx context.Context, body io.Reader) error {
	pr, pw := io.Pipe()
	go func() {
		_, err := io.Copy(pw, body)
		pw.CloseWithError(err)
	}()
	_, err := io.Copy(io.Discard, pr)
	return err
}

func process(input []byte) error {
	cmd := exec.Command("/opt/bin/convert")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	go func() {
		defer stdin.Close()
		io.Copy(stdin, bytes.NewReader(input))
	}()
	return cmd.Run()
}

func limited(ctx context.Context, ids []string) error {
	sem := semaphore.NewWeighted(4)
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			break
		}
		go func() {
			defer sem.Release(1)
			post(ctx, id)
		}()
	}
	return sem.Acquire(context.Background(), 4)
}

func crawl(ctx context.Context, ids []string) {
	var wg sync.WaitGroup
	var visit func(id string)
	visit = func(id string) {
		defer wg.Done()
		post(ctx, id)
		if id == "root" {
			wg.Add(1) // the goroutine that adds is counted itself
			go visit("child")
		}
	}
	wg.Add(1)
	go visit("root")
	wg.Wait()
}

// future hands the wait on.
func future(ctx context.Context, id string) <-chan error {
	c := make(chan error, 1)
	go func() { c <- post(ctx, id) }()
	return c
}

func background(ctx context.Context) (wait func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		post(ctx, "background")
	}()
	return wg.Wait
}

// dispatch runs tasks that tell their makers when they are done.
func dispatch(tasks chan func()) {
	for task := range tasks {
		go run(task)
	}
}

func run(task func()) { task() }

func dispatched(ctx context.Context, ids []string) {
	tasks := make(chan func())
	go dispatch(tasks)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		tasks <- func() {
			defer wg.Done()
			post(ctx, id)
		}
	}
	close(tasks)
	wg.Wait()
}

func local(ctx context.Context, ids []string) {
	done := make(chan string, len(ids))
	work := func(id string) {
		post(ctx, id)
		done <- id
	}
	for _, id := range ids {
		go func() { work(id) }()
	}
	for range ids {
		<-done
	}
}

func enough(ids []string) string {
	queue := make(chan string, len(ids))
	go func() { // has room for all of them
		for _, id := range ids {
			queue <- id
		}
		close(queue)
	}()
	return <-queue
}

// reminder does nothing that anybody misses.
func reminder(ctx context.Context, start time.Time) {
	go func() {
		time.Sleep(time.Until(start))
		logger(ctx).Info("begins", "at", start)
	}()
}

func logger(context.Context) *slog.Logger { return slog.Default() }

func handler(ctx context.Context, event events.SNSEvent) error {
	var ids []string
	for _, r := range event.Records {
		ids = append(ids, r.SNS.MessageID)
	}
	wait := background(ctx)
	defer wait()
	oneEach(ctx, ids)
	println(nested(ctx, map[string][]string{"all": ids}))
	dispatched(ctx, ids)
	local(ctx, ids)
	crawl(ctx, ids)
	conditional(ctx, ids, len(ids) > 1)
	println(enough(ids))
	reminder(ctx, time.Now())
	return errors.Join(groups(ctx, ids), collected(ctx, ids), counted(ctx, ids), deadline(ctx), watcher(ctx),
		heartbeat(ctx), pipe(ctx, bytes.NewReader(nil)), process(nil), limited(ctx, ids), <-future(ctx, "x"))
}

func main() { lambda.Start(handler) }
