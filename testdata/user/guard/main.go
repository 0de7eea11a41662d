package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/lambdavet/lambdavet/testdata/user/own"
)

var client *sns.Client

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		first, err := own.First(ctx, record.MessageId)
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		if _, err := client.Publish(ctx, &sns.PublishInput{Message: aws.String(record.Body)}); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	client = sns.NewFromConfig(cfg)
	lambda.Start(handler)
}
