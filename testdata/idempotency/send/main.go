// Messages sent once more when a queue redelivers.
package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	ebtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/firehose"
	fhtypes "github.com/aws/aws-sdk-go-v2/service/firehose/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/google/uuid"
)

// sender is what users put between themselves and the SDK.
type sender interface {
	SendMessage(ctx context.Context, in *sqs.SendMessageInput, opts ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
	SendMessageBatch(ctx context.Context, in *sqs.SendMessageBatchInput, opts ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error)
}

var (
	queue  sender
	topic  *sns.Client
	bus    *eventbridge.Client
	stream *kinesis.Client
	hose   *firehose.Client
	mail   *sesv2.Client
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		body := record.Body
		_, err := queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body}) // want `^sqs\.SendMessage sends again when SQS redelivers the batch; set MessageDeduplicationId \(FIFO\) from the MessageId`
		if err != nil {
			return err
		}
		_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{
			MessageBody:            &body,
			MessageDeduplicationId: aws.String("reply-" + record.MessageId),
		})
		if err != nil {
			return err
		}
		_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{ // want `^sqs\.SendMessage repeats in spite of its MessageDeduplicationId, which is random,`
			MessageBody:            &body,
			MessageDeduplicationId: aws.String(uuid.NewString()),
		})
		if err != nil {
			return err
		}
		if err := later(ctx, record); err != nil {
			return err
		}
	}
	return batches(ctx, event)
}

// later sets the token through a variable, and only on one way: it may protect.
func later(ctx context.Context, record events.SQSMessage) error {
	in := &sqs.SendMessageInput{MessageBody: aws.String(record.Body)}
	if group := record.Attributes["MessageGroupId"]; group != "" {
		in.MessageGroupId = &group
		in.MessageDeduplicationId = aws.String(record.MessageId)
	}
	_, err := queue.SendMessage(ctx, in)
	return err
}

func batches(ctx context.Context, event events.SQSEvent) error {
	var plain, unique []types.SendMessageBatchRequestEntry
	for i, record := range event.Records {
		id := fmt.Sprint(i)
		plain = append(plain, types.SendMessageBatchRequestEntry{Id: &id, MessageBody: aws.String(record.Body)})
		unique = append(unique, types.SendMessageBatchRequestEntry{Id: &id, MessageBody: aws.String(record.Body), MessageDeduplicationId: aws.String(record.MessageId)})
	}
	if _, err := queue.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{Entries: plain}); err != nil { // want `^sqs\.SendMessageBatch sends again`
		return err
	}
	_, err := queue.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{Entries: unique})
	return err
}

func topics(ctx context.Context, event events.SNSEvent) error {
	for _, record := range event.Records {
		text := record.SNS.Message
		if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &text}); err != nil { // want `^sns\.Publish sends again when Lambda retries the SNS event, up to twice; set MessageDeduplicationId \(FIFO\) from the MessageID`
			return err
		}
		if _, err := mail.SendEmail(ctx, &sesv2.SendEmailInput{FromEmailAddress: &text}); err != nil { // want `^sesv2\.SendEmail sends again .*; record the MessageID first, with a condition`
			return err
		}
	}
	return nil
}

func streams(ctx context.Context, event events.KinesisEvent) error {
	for _, record := range event.Records {
		detail := string(record.Kinesis.Data)
		entries := []ebtypes.PutEventsRequestEntry{{Detail: &detail}}
		if _, err := bus.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: entries}); err != nil { // want `^eventbridge\.PutEvents sends again when Kinesis redelivers the batch; record the EventID first`
			return err
		}
		if _, err := stream.PutRecord(ctx, &kinesis.PutRecordInput{Data: record.Kinesis.Data}); err != nil { // want `^kinesis\.PutRecord sends again`
			return err
		}
		if _, err := hose.PutRecord(ctx, &firehose.PutRecordInput{Record: &fhtypes.Record{Data: record.Kinesis.Data}}); err != nil { // want `^firehose\.PutRecord sends again`
			return err
		}
	}
	return nil
}

// describe takes an input and sends nothing.
func describe(in *sqs.SendMessageInput) string { return aws.ToString(in.MessageBody) }

func logged(ctx context.Context, event events.SQSEvent) error {
	fmt.Println(describe(&sqs.SendMessageInput{}))
	return nil
}

func main() {
	lambda.Start(handler)
	lambda.Start(topics)
	lambda.Start(streams)
	lambda.Start(logged)
}
