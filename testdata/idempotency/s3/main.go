// Objects under random keys.
package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/uuid"
)

var (
	client   *s3.Client
	uploader *manager.Uploader
	presign  *s3.PresignClient
)

func handler(ctx context.Context, event events.S3Event) error {
	for _, record := range event.Records {
		name := record.S3.Object.URLDecodedKey
		key := fmt.Sprintf("thumbs/%s.png", uuid.New())
		if _, err := client.PutObject(ctx, &s3.PutObjectInput{Key: &key, Body: strings.NewReader(name)}); err != nil { // want `^s3\.PutObject writes once more, under another random key, when Lambda retries the S3 event, up to twice; derive the key from the key and sequencer`
			return err
		}
		stamp := aws.String(time.Now().Format("2006/01/02/150405") + ".json")
		if _, err := uploader.Upload(ctx, &s3.PutObjectInput{Key: stamp}); err != nil { // want `^s3\.PutObject writes once more`
			return err
		}
		if _, err := client.PutObject(ctx, &s3.PutObjectInput{Key: aws.String("thumbs/" + name)}); err != nil {
			return err
		}
		if _, err := client.PutObject(ctx, &s3.PutObjectInput{Key: &key, IfNoneMatch: aws.String("*")}); err != nil {
			return err
		}
		if _, err := presign.PresignPutObject(ctx, &s3.PutObjectInput{Key: &key}); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
