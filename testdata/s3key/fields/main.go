// Encoded keys that take the way through a field.
package main

import (
	"context"
	"log"
	"net/url"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

type job struct{ name, bucket string }

func jobsOf(event events.S3Event) []job {
	var jobs []job
	for _, r := range event.Records {
		jobs = append(jobs, job{name: r.S3.Object.Key, bucket: r.S3.Bucket.Name}) // want "S3Object.Key is URL-encoded, and s3.GetObjectInput gets it"
	}
	return jobs
}

func (j *job) run(ctx context.Context) error {
	_, err := bucket.GetObject(ctx, &s3.GetObjectInput{Bucket: &j.bucket, Key: &j.name})
	return err
}

// Traps: one that is only logged, and one that is decoded where it is read.
type line struct{ key string }

type upload struct{ key, target string }

func (u upload) run(ctx context.Context) error {
	name, err := url.QueryUnescape(u.key)
	if err != nil {
		return err
	}
	_, err = bucket.GetObject(ctx, &s3.GetObjectInput{Bucket: &u.target, Key: &name})
	return err
}

func handler(ctx context.Context, event events.S3Event) error {
	for _, j := range jobsOf(event) {
		if err := j.run(ctx); err != nil {
			return err
		}
	}
	for _, r := range event.Records {
		l := line{key: r.S3.Object.Key}
		log.Println(l.key)
		if err := (upload{key: r.S3.Object.Key, target: r.S3.Bucket.Name}).run(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
