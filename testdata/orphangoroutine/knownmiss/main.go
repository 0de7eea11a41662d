// What is not found yet.
package main

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// The WaitGroup comes from the caller, who is trusted to wait.
func begin(wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		work()
	}()
}

// Only the first result is received, the others are left behind: how many
// goroutines one receive stands for is not counted.
func first(ids []string) string {
	results := make(chan string, len(ids))
	for _, id := range ids {
		go func() {
			work()
			results <- id
		}()
	}
	return <-results
}

func work() {}

func handler(ctx context.Context, event events.SNSEvent) error {
	var wg sync.WaitGroup
	begin(&wg)
	println(first([]string{"a", "b"}))
	return nil
}

func main() { lambda.Start(handler) }
