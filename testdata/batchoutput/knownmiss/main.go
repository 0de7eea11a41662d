// What is not found yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// Client is a method set of its own; who calls it is not looked into.
type Client struct{ queue *sqs.Client }

func (c *Client) Send(ctx context.Context) (*sqs.SendMessageBatchOutput, error) {
	return c.queue.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{})
}

var client = &Client{}

func handler(ctx context.Context) error {
	_, err := client.Send(ctx)
	return err
}

func main() { lambda.Start(handler) }
