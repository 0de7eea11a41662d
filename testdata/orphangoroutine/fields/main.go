// Goroutines that are joined through the fields of an object.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/orphangoroutine/fields/worker"
)

func handler(ctx context.Context, event events.SNSEvent) error {
	pool, loose := new(worker.Pool), new(worker.Loose)
	defer pool.Close()
	queue := worker.NewQueue()
	defer queue.Close()
	for range event.Records {
		pool.Go(work)
		loose.Go(work)
	}
	return nil
}

func work() {}

func main() { lambda.Start(handler) }
