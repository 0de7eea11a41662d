// The handler knows its own objects by their names.
package main

import (
	"context"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		key := r.S3.Object.URLDecodedKey
		if strings.HasSuffix(key, ".thumb") {
			continue
		}
		if _, err := bucket.PutObject(ctx, &s3.PutObjectInput{Bucket: &r.S3.Bucket.Name, Key: aws.String(key + ".thumb")}); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
