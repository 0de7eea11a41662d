// What only -strict reports: sources that the type does not tell, and the race
// that a record read before and written afterwards leaves.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	db    *dynamodb.Client
	topic *sns.Client
	queue *sqs.Client
)

type job struct{ Name string }

func scheduled(ctx context.Context, j job) error {
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &j.Name}) // want `^sns\.Publish sends again when the event is delivered twice; set MessageDeduplicationId`
	return err
}

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		key := map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}}
		out, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key})
		if err != nil {
			return err
		}
		if len(out.Item) > 0 {
			continue
		}
		if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil { // want `^sns\.Publish sends again when SQS redelivers the batch while it still runs: both find no record yet; write the record first, with a condition`
			return err
		}
		if _, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: key}); err != nil {
			return err
		}
		group := "orders"
		_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &record.Body, MessageGroupId: &group}) // want `^sqs\.SendMessage sends again`
		if err != nil {
			return err
		}
	}
	return nil
}

func main() {
	lambda.Start(scheduled)
	lambda.Start(handler)
}
