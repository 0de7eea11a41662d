// Goroutines that a library starts: what the handler recovers does not reach them.
package main

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"golang.org/x/sync/errgroup"
)

func handler(ctx context.Context, event events.SQSEvent) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	var group errgroup.Group
	var wg sync.WaitGroup
	for _, record := range event.Records {
		group.Go(func() error { return parse(record.Body) })
		wg.Go(func() { count(record.Body) })
		group.Go(func() error { return safely(record.Body) })
		recovered(record.Body)
	}
	wg.Wait()
	return group.Wait()
}

func parse(body string) error {
	if _, err := strconv.Atoi(body); err != nil {
		panic(err) // want "^panic in a goroutine crashes the process"
	}
	return nil
}

func count(body string) {
	if _, err := strconv.Atoi(body); err != nil {
		panic(err) // want "^panic in a goroutine crashes the process"
	}
}

func recovered(body string) {
	if _, err := strconv.Atoi(body); err != nil {
		panic(err)
	}
}

func safely(body string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if _, err := strconv.Atoi(body); err != nil {
		panic(err)
	}
	return nil
}

func main() { lambda.Start(handler) }
