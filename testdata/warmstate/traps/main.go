// State that may stay.
package main

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type client struct{ tenant string }

type cached struct {
	value   string
	expires time.Time
}

var (
	cold     = true
	requests int
	bytes    int64
	started  time.Time
	logger   = slog.Default()
	bucket   *s3.Client
	root     context.Context
	stage    string
	tenants  = make(map[string]*client)
	mu       sync.Mutex
	values   = make(map[string]cached)
	recent   = make(map[string]bool)
	batch    []string
	current  string
	attached context.Context
	detached context.Context
	listed   []string
)

func tenant(id string) *client {
	mu.Lock()
	defer mu.Unlock()
	c, ok := tenants[id]
	if !ok {
		c = &client{id}
		tenants[id] = c
	}
	return c
}

func value(key string) string {
	if v, ok := values[key]; ok && time.Now().Before(v.expires) {
		return v.value
	}
	values[key] = cached{key, time.Now().Add(time.Minute)}
	return key
}

func remember(id string) {
	if len(recent) > 100 {
		clear(recent)
	}
	recent[id] = true
}

func collect(event events.SQSEvent) int {
	batch = batch[:0]
	for _, m := range event.Records {
		batch = append(batch, m.Body)
	}
	return len(batch)
}

// scratch is made for each invocation.
type scratch struct {
	ctx   context.Context
	lines []string
}

func (s *scratch) add(line string) { s.lines = append(s.lines, line) }

// attach and its deferred literal, detach on both ways: the context is gone
// when they return.
func attach(ctx context.Context) error {
	attached = ctx
	defer func() { attached = nil }()
	return attached.Err()
}

func detach(ctx context.Context, event events.SQSEvent) error {
	detached = ctx
	if len(event.Records) == 0 {
		detached = nil
		return nil
	}
	err := detached.Err()
	detached = nil
	return err
}

// load assigns what a service answers before anything reads it.
func load(ctx context.Context, m events.SQSMessage) (int, error) {
	names, err := list(ctx, m.Body)
	if err != nil {
		return 0, err
	}
	listed = names
	return count(), nil
}

func list(ctx context.Context, prefix string) ([]string, error) {
	out, err := bucket.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Prefix: &prefix})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, o := range out.Contents {
		names = append(names, *o.Key)
	}
	return names, nil
}

func count() int { return len(listed[0]) }

func handler(ctx context.Context, event events.SQSEvent) error {
	cold = false
	println(attach(ctx), detach(ctx, event))
	println(load(ctx, event.Records[0]))
	requests++
	bytes += int64(len(event.Records))
	started = time.Now()
	logger = slog.Default()
	root = context.Background()
	stage = os.Getenv("STAGE")
	s := &scratch{ctx: ctx}
	for _, m := range event.Records {
		current = m.MessageId
		defer func() { current = "" }()
		s.add(m.Body)
		remember(m.MessageId)
		println(tenant(m.MessageId).tenant, value(m.MessageId), current)
	}
	println(collect(event), cold, requests)
	return nil
}

func main() { lambda.Start(handler) }
