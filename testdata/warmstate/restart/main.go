// Each invocation begins with a default logger of its own.
package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func annotate(topic string) {
	slog.SetDefault(slog.With("topic", topic))
}

func handler(ctx context.Context, event events.SNSEvent) error {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("id", event.Records[0].SNS.MessageID))
	annotate(event.Records[0].SNS.TopicArn)
	return nil
}

func main() { lambda.Start(handler) }
