// The URL of the queue is put together from the ARN.
package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var queues *sqs.Client

func send(ctx context.Context, in *sqs.SendMessageInput) error {
	_, err := queues.SendMessage(ctx, in)
	return err
}

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, m := range event.Records {
		arn := strings.Split(m.EventSourceARN, ":")
		url := "https://sqs." + m.AWSRegion + ".amazonaws.com/" + arn[4] + "/" + arn[5]
		if err := send(ctx, &sqs.SendMessageInput{
			QueueUrl:    &url, // want "sqs.SendMessageInput.QueueUrl is the queue that invoked the handler"
			MessageBody: &m.Body,
		}); err != nil {
			return err
		}
		formatted := fmt.Sprintf("https://sqs.%s.amazonaws.com/%s/%s", m.AWSRegion, arn[4], arn[5])
		if err := send(ctx, &sqs.SendMessageInput{
			QueueUrl: &formatted, // want "sqs.SendMessageInput.QueueUrl is the queue that invoked the handler"
		}); err != nil {
			return err
		}

		// Traps: queues beside it.
		dead := url + "-dlq"
		done := fmt.Sprintf("https://sqs.%s.amazonaws.com/%s/%s-done", m.AWSRegion, arn[4], arn[5])
		other := "https://sqs." + m.AWSRegion + ".amazonaws.com/" + arn[4] + "/results"
		for _, url := range []*string{&dead, &done, &other} {
			if err := send(ctx, &sqs.SendMessageInput{QueueUrl: url}); err != nil {
				return err
			}
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
