// Encoded keys in literals that are only called.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

func handler(ctx context.Context, event events.S3Event) error {
	get := func(key string) error {
		_, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &key})
		return err
	}
	name := func(r events.S3EventRecord) string {
		return r.S3.Object.Key // want "S3Object.Key is URL-encoded, and s3.GetObjectInput gets it"
	}
	if err := collect(ctx, event); err != nil {
		return err
	}
	for _, r := range event.Records {
		if err := get(name(r)); err != nil {
			return err
		}
	}
	return each(event.Records, func(r events.S3EventRecord) string { return r.S3.Object.Key })
}

type object struct{ key string }

// Trap: what others give the literal is not known, and may be decoded.
func collect(ctx context.Context, event events.S3Event) error {
	var objects []object
	add := func(key string) { objects = append(objects, object{key}) }
	for _, r := range event.Records {
		if r.S3.Object.Size == 0 {
			add(r.S3.Object.Key)
			continue
		}
		decoded(r, add)
	}
	for _, o := range objects {
		if _, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &o.key}); err != nil {
			return err
		}
	}
	return nil
}

func decoded(r events.S3EventRecord, add func(string)) { add(r.S3.Object.URLDecodedKey) }

// Trap: who calls a literal that is handed on is not known.
func each(records []events.S3EventRecord, name func(events.S3EventRecord) string) error {
	for _, r := range records {
		if name(r) == "" {
			return nil
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
