// The loop stands in another package, behind an interface that main wires.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/lambdavet/lambdavet/testdata/batchfailure/layers/internal/worker"
)

type store struct{ client *dynamodb.Client }

func (s store) Save(ctx context.Context, body string) error {
	_, err := s.client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &body})
	return err
}

type parser struct{}

func (parser) Save(ctx context.Context, body string) error { return nil }

func main() {
	w := worker.New(store{})
	checks := worker.NewChecker(parser{})
	lambda.Start(func(ctx context.Context, event events.SQSEvent) error {
		if err := checks.Handle(ctx, event.Records); err != nil {
			return err
		}
		return w.Handle(ctx, event)
	})
}
