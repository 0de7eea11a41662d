// The event is decoded in place.
package main

import (
	"context"
	"net/url"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

func decode(event *events.S3Event) {
	for i := range event.Records {
		if key, err := url.QueryUnescape(event.Records[i].S3.Object.Key); err == nil {
			event.Records[i].S3.Object.Key = key
		}
	}
}

func handler(ctx context.Context, event events.S3Event) error {
	decode(&event)
	for _, r := range event.Records {
		if _, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &r.S3.Object.Key}); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
