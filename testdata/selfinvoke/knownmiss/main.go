// What is not found yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type store struct{ bucket string }

var client *s3.Client

func (s *store) put(ctx context.Context, key string) error {
	_, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: &s.bucket, Key: &key})
	return err
}

// The name takes the way through a field.
func handler(ctx context.Context, event events.S3Event) error {
	s := &store{bucket: event.Records[0].S3.Bucket.Name}
	return s.put(ctx, event.Records[0].S3.Object.URLDecodedKey)
}

func main() { lambda.Start(handler) }
