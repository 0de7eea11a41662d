// The loop leaves each record to a function that returns nothing.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"golang.org/x/sync/errgroup"
)

var table *dynamodb.Client

func put(ctx context.Context, body string) error {
	_, err := table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &body})
	return err
}

func each(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		log.Println("record", record.MessageId)
		handle(ctx, record)
	}
	return nil
}

func handle(ctx context.Context, record events.SQSMessage) {
	var v map[string]string
	if err := json.Unmarshal([]byte(record.Body), &v); err != nil { // Trap: it never decodes
		log.Println(err)
		return
	}
	if err := put(ctx, record.Body); err != nil {
		log.Printf("putting %s: %v", record.MessageId, err) // want "log.Printf is all that happens.*main.each → main.handle"
		return
	}
	log.Println("done")
}

func started(ctx context.Context, event events.SQSEvent) error {
	var wg sync.WaitGroup
	for _, record := range event.Records {
		wg.Add(1)
		go background(ctx, &wg, record.Body)
	}
	wg.Wait()
	return nil
}

func background(ctx context.Context, wg *sync.WaitGroup, body string) {
	defer wg.Done()
	if err := put(ctx, body); err != nil {
		log.Println(err) // want "log.Println is all that happens"
	}
}

// Trap: the helper does something on the side, the record's error is returned.
func beside(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	for _, record := range event.Records {
		audit(ctx, record)
		if err := put(ctx, record.Body); err != nil {
			r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
		}
	}
	return r, nil
}

func audit(ctx context.Context, record events.SQSMessage) {
	if err := put(ctx, "audit"); err != nil {
		log.Println(err)
	}
}

// Trap: the helper keeps the failure.
type batch struct{ failed []string }

func (b *batch) handle(ctx context.Context, record events.SQSMessage) {
	if err := put(ctx, record.Body); err != nil {
		log.Println(err)
		b.failed = append(b.failed, record.MessageId)
	}
}

func keeps(ctx context.Context, event events.SQSEvent) (r events.SQSEventResponse, err error) {
	var b batch
	for _, record := range event.Records {
		b.handle(ctx, record)
	}
	for _, id := range b.failed {
		r.BatchItemFailures = append(r.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: id})
	}
	return r, nil
}

func literal(ctx context.Context, event events.SQSEvent) error {
	var wg sync.WaitGroup
	for _, record := range event.Records {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := put(ctx, record.Body); err != nil {
				log.Println(err) // want "log.Println is all that happens"
			}
		}()
	}
	wg.Wait()
	return nil
}

func grouped(ctx context.Context, event events.SQSEvent) error {
	var g errgroup.Group
	for _, record := range event.Records {
		g.Go(func() error {
			if err := put(ctx, record.Body); err != nil {
				log.Println(err) // want "log.Println is all that happens"
			}
			return nil
		})
	}
	return g.Wait()
}

// Trap: the goroutines say that they failed.
func counted(ctx context.Context, event events.SQSEvent) error {
	var wg sync.WaitGroup
	var failed atomic.Int64
	for _, record := range event.Records {
		wg.Go(func() {
			if err := put(ctx, record.Body); err != nil {
				log.Println(err)
				failed.Add(1)
			}
		})
	}
	wg.Wait()
	if n := failed.Load(); n > 0 {
		return fmt.Errorf("%d records failed", n)
	}
	return nil
}

func told(ctx context.Context, event events.SQSEvent) error {
	var g errgroup.Group
	for _, record := range event.Records {
		g.Go(func() error {
			if err := put(ctx, record.Body); err != nil {
				log.Println(err)
				return errors.New("a record failed")
			}
			return nil
		})
	}
	return g.Wait()
}

func main() {
	for _, handler := range []any{each, started, beside, keeps, literal, grouped, counted, told} {
		lambda.Start(handler)
	}
}
