// Functions that invoke themselves.
package main

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	awslambda "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	bucket   *s3.Client
	queue    *sqs.Client
	topic    *sns.Client
	table    *dynamodb.Client
	function *awslambda.Client
)

func objects(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		_, err := bucket.PutObject(ctx, &s3.PutObjectInput{
			Bucket: aws.String(r.S3.Bucket.Name), // want "^s3.PutObjectInput.Bucket is the bucket that invoked the handler: each object it writes invokes it again, without end; write to another bucket or under another prefix .*"
			Key:    aws.String(r.S3.Object.URLDecodedKey + ".thumb"),
		})
		if err := errors.Join(err, save(ctx, r.S3.Bucket.Name, r.S3.Object.URLDecodedKey)); err != nil {
			return err
		}
	}
	return nil
}

func literals(ctx context.Context, event events.S3Event) error {
	put := func(name, key string) error {
		_, err := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &name, Key: &key}) // want "^s3.PutObjectInput.Bucket is the bucket that invoked the handler"
		return err
	}
	return put(event.Records[0].S3.Bucket.Name, "latest")
}

func save(ctx context.Context, name, key string) error {
	_, err := bucket.CopyObject(ctx, &s3.CopyObjectInput{
		Bucket:     &name, // want "^s3.CopyObjectInput.Bucket is the bucket that invoked the handler"
		Key:        &key,
		CopySource: aws.String("templates/empty"),
	})
	return err
}

func messages(ctx context.Context, event events.SQSEvent) error {
	for _, m := range event.Records {
		parts := strings.Split(m.EventSourceARN, ":")
		url, err := queue.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: aws.String(parts[5])})
		if err != nil {
			return err
		}
		in := &sqs.SendMessageInput{MessageBody: &m.Body}
		in.QueueUrl = url.QueueUrl // want "^sqs.SendMessageInput.QueueUrl is the queue that invoked the handler: each message it sends invokes it again, without end; send to another queue"
		if _, err := queue.SendMessage(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

func notices(ctx context.Context, event events.SNSEvent) error {
	_, err := topic.Publish(ctx, &sns.PublishInput{TopicArn: &event.Records[0].SNS.TopicArn, Message: aws.String("x")}) // want "^sns.PublishInput.TopicArn is the topic"
	return err
}

func items(ctx context.Context, event events.DynamoDBEvent) error {
	for _, r := range event.Records {
		name := strings.Split(r.EventSourceArn, "/")[1]
		if _, err := table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &name}); err != nil { // want "^dynamodb.PutItemInput.TableName is the table"
			return err
		}
	}
	return nil
}

func again(ctx context.Context) error {
	_, err := function.Invoke(ctx, &awslambda.InvokeInput{
		FunctionName: aws.String(lambdacontext.FunctionName), // want "^lambda.InvokeInput.FunctionName is the function itself: it invokes itself, and a fault in the way out makes that endless and dear; use a queue or a state machine"
	})
	lc, _ := lambdacontext.FromContext(ctx)
	_, err2 := function.Invoke(ctx, &awslambda.InvokeInput{FunctionName: &lc.InvokedFunctionArn}) // want "is the function itself"
	return errors.Join(err, err2)
}

func handler(ctx context.Context, event events.S3Event) error {
	return errors.Join(objects(ctx, event), literals(ctx, event), messages(ctx, events.SQSEvent{}), notices(ctx, events.SNSEvent{}), items(ctx, events.DynamoDBEvent{}), again(ctx))
}

func main() { lambda.Start(handler) }
