// The key leaves in a message, or comes out of a function.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/url"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	objects *s3.Client
	queue   *sqs.Client
)

type job struct{ Bucket, Key string }

func send(ctx context.Context, r events.S3EventRecord) error {
	body, err := json.Marshal(job{Bucket: r.S3.Bucket.Name, Key: r.S3.Object.Key}) // want "S3Object.Key is URL-encoded, and sqs.SendMessageInput gets it as it is"
	if err != nil {
		return err
	}
	_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(string(body))})
	return err
}

func location(r events.S3EventRecord) (bucket, key string) {
	return r.S3.Bucket.Name, r.S3.Object.Key // want "S3Object.Key is URL-encoded, and s3.GetObjectInput gets it as it is"
}

func fetch(ctx context.Context, r events.S3EventRecord) error {
	bucket, key := location(r)
	_, err := objects.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	return err
}

// Traps: the text is logged, the key is decoded by who asked for it.
func logs(r events.S3EventRecord) {
	line, err := json.Marshal(job{Key: r.S3.Object.Key})
	if err == nil {
		log.Print(string(line))
	}
}

func raw(r events.S3EventRecord) string { return r.S3.Object.Key }

func decodes(ctx context.Context, r events.S3EventRecord) error {
	key, err := url.QueryUnescape(raw(r))
	if err != nil {
		return err
	}
	_, err = objects.GetObject(ctx, &s3.GetObjectInput{Key: &key})
	return err
}

func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		logs(r)
		for _, step := range []func(context.Context, events.S3EventRecord) error{send, fetch, decodes} {
			if err := step(ctx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
