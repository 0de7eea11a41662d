// Sends to a goroutine that may have gone.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func watch(ctx context.Context, quit chan int) {
	deadline, _ := ctx.Deadline()
	timeout := time.After(time.Until(deadline))
	go func() {
		for {
			select {
			case <-timeout:
				println("about to time out")
				return
			case <-quit:
				return
			}
		}
	}()
}

func handler(ctx context.Context, event events.SNSEvent) error {
	quit := make(chan int)
	defer func() {
		quit <- 1 // want "^send blocks for ever if the goroutine that receives has already returned: the invocation runs until its timeout; close the channel instead, or buffer it"
	}()
	watch(ctx, quit)

	buffered := make(chan int, 1)
	watch(ctx, buffered)
	buffered <- 1

	loop := make(chan int)
	go func() {
		for {
			select {
			case <-time.After(time.Second):
				println("tick")
			case <-loop:
				return
			}
		}
	}()
	loop <- 1

	closed := make(chan int)
	watch(ctx, closed)
	close(closed)
	return nil
}

func main() { lambda.Start(handler) }
