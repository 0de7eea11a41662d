// A FIFO queue accepts a message without a token only if it compares contents.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var queue *sqs.Client

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		_, err := queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(record.Body), MessageGroupId: aws.String("orders")})
		if err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
