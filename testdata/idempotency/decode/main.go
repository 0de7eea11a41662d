// The handler takes raw JSON and decodes the event itself.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

var topic *sns.Client

func handler(ctx context.Context, raw json.RawMessage) error {
	var event events.DynamoDBEvent
	if err := json.Unmarshal(raw, &event); err != nil {
		return err
	}
	for _, record := range event.Records {
		if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.EventID}); err != nil { // want `^sns\.Publish sends again when DynamoDB stream redelivers the batch`
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
