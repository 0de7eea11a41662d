// The same operations in version 1 of the SDK.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/service/dynamodb"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbiface"
	"github.com/aws/aws-sdk-go/service/s3"
	"github.com/aws/aws-sdk-go/service/sfn"
	"github.com/aws/aws-sdk-go/service/sqs"
	"github.com/aws/aws-sdk-go/service/sqs/sqsiface"
	"github.com/google/uuid"
)

var (
	queue    sqsiface.SQSAPI
	db       dynamodbiface.DynamoDBAPI
	machines *sfn.SFN
	bucket   *s3.S3
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		_, err := queue.SendMessageWithContext(ctx, &sqs.SendMessageInput{MessageBody: &record.Body}) // want `^sqs\.SendMessage sends again when SQS redelivers the batch`
		if err != nil {
			return err
		}
		in := new(sqs.SendMessageInput)
		in.SetMessageBody(record.Body).SetMessageDeduplicationId(record.MessageId)
		if _, err := queue.SendMessage(in); err != nil {
			return err
		}
		if _, err := machines.StartExecution(&sfn.StartExecutionInput{Input: &record.Body}); err != nil { // want `^sfn\.StartExecution starts another run`
			return err
		}
		_, err = db.UpdateItem(&dynamodb.UpdateItemInput{UpdateExpression: aws.String("ADD hits :one")}) // want `^dynamodb\.UpdateItem adds once more`
		if err != nil {
			return err
		}
		_, err = db.PutItem(&dynamodb.PutItemInput{Item: map[string]*dynamodb.AttributeValue{ // want `^dynamodb\.PutItem writes once more`
			"id": {S: aws.String(uuid.NewString())},
		}})
		if err != nil {
			return err
		}
		req, _ := bucket.PutObjectRequest(&s3.PutObjectInput{Key: aws.String(uuid.NewString())})
		if _, err := req.Presign(60); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
