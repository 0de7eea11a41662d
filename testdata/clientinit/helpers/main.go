// The constructor stands in a helper that the handler calls, and that main
// may call as well.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

type store struct{ client *dynamodb.Client }

func newStore(ctx context.Context, region string) (*store, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion(region)) // want "^config.LoadDefaultConfig runs on every invocation.*\\(main.handler → main.newStore\\)$"
	if err != nil {
		return nil, err
	}
	return &store{client: dynamodb.NewFromConfig(cfg)}, nil // want "^dynamodb.NewFromConfig runs on every invocation"
}

func handler(ctx context.Context, event events.SQSEvent) error {
	s, err := newStore(ctx, "eu-west-1")
	if err != nil {
		return err
	}
	_, err = s.client.ListTables(ctx, &dynamodb.ListTablesInput{})
	return err
}

func main() { lambda.Start(handler) }
