// Keys that are decoded, or not used as names.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/url"
	"path"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	pkgerrors "github.com/pkg/errors"
)

var bucket *s3.Client

func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		log.Println("object", r.S3.Object.Key)
		if strings.HasPrefix(r.S3.Object.Key, "tmp/") || path.Ext(r.S3.Object.Key) != ".csv" || r.S3.Object.Key == "" {
			continue
		}
		key, err := url.QueryUnescape(r.S3.Object.Key)
		if err != nil {
			return fmt.Errorf("key %s: %w", r.S3.Object.Key, pkgerrors.Wrapf(err, "key %s", r.S3.Object.Key))
		}
		if err := get(ctx, key); err != nil {
			return err
		}
		byHand := strings.ReplaceAll(r.S3.Object.Key, "+", " ")
		if err := get(ctx, byHand); err != nil {
			return err
		}
		if err := decodes(ctx, r.S3.Object.Key); err != nil {
			return err
		}
		if err := get(ctx, r.S3.Object.URLDecodedKey); err != nil {
			return errors.Join(err, errors.New(r.S3.Object.Key))
		}
		_, err = bucket.CopyObject(ctx, &s3.CopyObjectInput{
			Bucket:     aws.String("archive"),
			CopySource: aws.String(r.S3.Bucket.Name + "/" + r.S3.Object.Key),
			Key:        aws.String(r.S3.Object.URLDecodedKey),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func decodes(ctx context.Context, encoded string) error {
	key, err := url.PathUnescape(strings.ReplaceAll(encoded, "+", " "))
	if err != nil {
		return err
	}
	return get(ctx, key)
}

func get(ctx context.Context, key string) error {
	_, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &key})
	return err
}

func main() { lambda.Start(handler) }
