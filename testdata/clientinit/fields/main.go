// A configuration in a field is what the program stored there, whatever the
// fields beside it hold.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type job struct {
	cfg    aws.Config
	region aws.Config
	bucket string
}

func (j *job) objects() *s3.Client {
	return s3.NewFromConfig(j.cfg) // want "^s3.NewFromConfig runs on every invocation"
}

// The region is that of the message: the client cannot be made before.
func (j *job) queues() *sqs.Client { return sqs.NewFromConfig(j.region) }

type app struct{ cfg aws.Config }

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		region := a.cfg.Copy()
		region.Region = record.Body
		j := &job{cfg: a.cfg, region: region, bucket: record.Body}
		if err := j.copy(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) copy(ctx context.Context) error {
	if _, err := j.objects().GetObject(ctx, &s3.GetObjectInput{Bucket: &j.bucket, Key: &j.bucket}); err != nil {
		return err
	}
	_, err := j.queues().ListQueues(ctx, nil)
	return err
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	lambda.Start((&app{cfg: cfg}).handle)
}
