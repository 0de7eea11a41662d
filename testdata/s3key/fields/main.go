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

// A field that is given the decoded key, too: which one is read depends on the way.
type file struct {
	bucket, key string
	size        int64
}

func overwritten(ctx context.Context, r events.S3EventRecord) error {
	f := file{bucket: r.S3.Bucket.Name, key: r.S3.Object.Key, size: r.S3.Object.Size}
	if f.size == 0 {
		log.Println("empty", f)
		return nil
	}
	f.key = r.S3.Object.URLDecodedKey
	_, err := bucket.GetObject(ctx, &s3.GetObjectInput{Bucket: &f.bucket, Key: &f.key})
	return err
}

// A constructor, called with the key as it is.
type entry struct{ key string }

func newEntry(key string) *entry { return &entry{key} }

func (e *entry) remove(ctx context.Context) error {
	_, err := bucket.DeleteObject(ctx, &s3.DeleteObjectInput{Key: &e.key})
	return err
}

// A copy of such a field.
type orphan struct{ key string }

type found struct{ key string }

func orphans(ctx context.Context, r events.S3EventRecord) error {
	e := found{key: r.S3.Object.Key} // want "S3Object.Key is URL-encoded, and s3.DeleteObjectInput gets it"
	return (&orphan{key: e.key}).remove(ctx)
}

func (o *orphan) remove(ctx context.Context) error {
	_, err := bucket.DeleteObject(ctx, &s3.DeleteObjectInput{Key: &o.key})
	return err
}

func removed(ctx context.Context, r events.S3EventRecord) error {
	return newEntry(r.S3.Object.Key).remove(ctx) // want "S3Object.Key is URL-encoded, and s3.DeleteObjectInput gets it"
}

func handler(ctx context.Context, event events.S3Event) error {
	for _, j := range jobsOf(event) {
		if err := j.run(ctx); err != nil {
			return err
		}
	}
	for _, r := range event.Records {
		if err := overwritten(ctx, r); err != nil {
			return err
		}
		if err := orphans(ctx, r); err != nil {
			return err
		}
		if err := removed(ctx, r); err != nil {
			return err
		}
		l := line{key: r.S3.Object.Key}
		log.Println(l.key)
		if err := (upload{key: r.S3.Object.Key, target: r.S3.Bucket.Name}).run(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
