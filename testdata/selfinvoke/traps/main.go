// Writes that go elsewhere.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	bucket *s3.Client
	queue  *sqs.Client
	prefix = os.Getenv("PREFIX")
	routes = map[string]string{"in": "out"}
)

func objects(ctx context.Context, r events.S3EventRecord) error {
	source := r.S3.Bucket.Name
	for _, key := range []string{"thumbs/" + r.S3.Object.URLDecodedKey, fmt.Sprintf("thumbs/%s", r.S3.Object.VersionID)} {
		println(key)
	}
	_, err1 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &source, Key: aws.String("thumbs/" + r.S3.Object.URLDecodedKey)})
	_, err2 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &source, Key: aws.String(fmt.Sprintf("%s/%s", folder, r.S3.Object.ETag))})
	_, err3 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &source, Key: aws.String(path.Join("thumbs", r.S3.Object.URLDecodedKey))})
	_, err4 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &source, Key: aws.String(prefix + r.S3.Object.URLDecodedKey)})
	_, err5 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String(source + "-resized"), Key: &r.S3.Object.URLDecodedKey})
	_, err6 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String(routes[source]), Key: &r.S3.Object.URLDecodedKey})
	_, err7 := bucket.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &source, Key: &r.S3.Object.URLDecodedKey})
	_, err8 := bucket.GetObject(ctx, &s3.GetObjectInput{Bucket: &source, Key: &r.S3.Object.URLDecodedKey})
	_, err9 := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &source, Key: aws.String(strings.Replace(r.S3.Object.URLDecodedKey, "in/", "out/", 1))})
	return errors.Join(err1, err2, err3, err4, err5, err6, err7, err8, err9)
}

const folder = "thumbs"

type job struct{ Queue, Body string }

func messages(ctx context.Context, event events.SQSEvent) error {
	for _, m := range event.Records {
		var j job
		if err := json.Unmarshal([]byte(m.Body), &j); err != nil {
			return err
		}
		_, err1 := queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &j.Queue, MessageBody: &j.Body})
		_, err2 := queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(os.Getenv("NEXT_QUEUE")), MessageBody: &j.Body})
		_, err3 := queue.ChangeMessageVisibility(ctx, &sqs.ChangeMessageVisibilityInput{QueueUrl: &m.EventSourceARN})
		if err := errors.Join(err1, err2, err3); err != nil {
			return err
		}
	}
	return nil
}

func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		if err := objects(ctx, r); err != nil {
			return err
		}
	}
	return messages(ctx, events.SQSEvent{})
}

func main() { lambda.Start(handler) }
