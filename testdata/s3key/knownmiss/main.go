// What is not found yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

type job struct{ name string }

// The key takes the way through a field.
func handler(ctx context.Context, event events.S3Event) error {
	var jobs []job
	for _, r := range event.Records {
		jobs = append(jobs, job{name: r.S3.Object.Key})
	}
	for _, j := range jobs {
		if _, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &j.name}); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
