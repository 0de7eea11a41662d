// Batch calls and what becomes of their output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	v1 "github.com/aws/aws-sdk-go/service/firehose"
)

type sender interface {
	SendMessageBatch(ctx context.Context, in *sqs.SendMessageBatchInput, opts ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error)
}

var (
	table   *dynamodb.Client
	streams *kinesis.Client
	objects *s3.Client
	params  *ssm.Client
	hose    *v1.Firehose
	queue   sender = sqs.New(sqs.Options{})
)

func defects(ctx context.Context) error {
	if _, err := queue.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{}); err != nil { // want "sqs.SendMessageBatch succeeds even if entries fail, and Failed is never read"
		return err
	}
	out, err := streams.PutRecords(ctx, &kinesis.PutRecordsInput{}) // want "kinesis.PutRecords succeeds"
	if err != nil || out == nil {
		return err
	}
	log.Println(out.EncryptionType)
	hose.PutRecordBatch(&v1.PutRecordBatchInput{})                      // want "firehose.PutRecordBatch succeeds.*FailedPutCount"
	request, _ := hose.PutRecordBatchRequest(&v1.PutRecordBatchInput{}) // want "firehose.PutRecordBatch succeeds"
	if err := request.Send(); err != nil {
		return err
	}
	go objects.DeleteObjects(ctx, &s3.DeleteObjectsInput{}) // want "s3.DeleteObjects succeeds"
	if _, err := write(ctx); err != nil {
		return err
	}
	got, err := table.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{}) // want "dynamodb.BatchGetItem.*UnprocessedKeys"
	if err == nil {
		log.Println(len(got.Responses["orders"]))
	}
	return err
}

// The callers of the helper drop the output.
func write(ctx context.Context) (*dynamodb.BatchWriteItemOutput, error) {
	return table.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{}) // want "dynamodb.BatchWriteItem succeeds"
}

// Traps: the output is read.
func traps(ctx context.Context) error {
	out, err := streams.PutRecords(ctx, &kinesis.PutRecordsInput{})
	if err != nil {
		return err
	}
	for _, record := range out.Records {
		if record.ErrorCode != nil {
			return fmt.Errorf("%s", *record.ErrorCode)
		}
	}
	sent, err := queue.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{})
	if err != nil {
		return err
	}
	if err := check(sent); err != nil {
		return err
	}
	written, err := rewrite(ctx)
	if err == nil && len(written.UnprocessedItems) > 0 {
		err = fmt.Errorf("%d unprocessed", len(written.UnprocessedItems))
	}
	deleted, err := objects.DeleteObjects(ctx, &s3.DeleteObjectsInput{})
	if err == nil {
		err = json.NewEncoder(log.Writer()).Encode(deleted)
	}
	got, err := params.GetParameters(ctx, &ssm.GetParametersInput{})
	if err == nil {
		log.Println(len(got.Parameters))
	}
	var items *dynamodb.BatchGetItemOutput
	func() { items, err = table.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{}) }()
	log.Println(len(items.UnprocessedKeys))
	_, err = retrying{queue}.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{})
	return err
}

func check(out *sqs.SendMessageBatchOutput) error {
	if len(out.Failed) > 0 {
		return fmt.Errorf("%d failed", len(out.Failed))
	}
	return nil
}

func rewrite(ctx context.Context) (*dynamodb.BatchWriteItemOutput, error) {
	return table.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{})
}

// retrying checks for all who use it.
type retrying struct{ next sender }

func (r retrying) SendMessageBatch(ctx context.Context, in *sqs.SendMessageBatchInput, opts ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error) {
	for {
		out, err := r.next.SendMessageBatch(ctx, in, opts...)
		if err != nil || len(out.Failed) == 0 {
			return out, err
		}
	}
}

// Trap: what runs once in Init is not an invocation.
func init() {
	objects.DeleteObjects(context.Background(), &s3.DeleteObjectsInput{})
}

func handler(ctx context.Context, event events.SQSEvent) error {
	if err := defects(ctx); err != nil {
		return err
	}
	return traps(ctx)
}

func main() { lambda.Start(handler) }
