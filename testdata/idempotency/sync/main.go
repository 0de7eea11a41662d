// Callers of an API wait for the answer: Lambda repeats nothing.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

var topic *sns.Client

func api(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &req.Body})
	return events.APIGatewayV2HTTPResponse{StatusCode: 202}, err
}

type job struct{ Name string }

// direct may be called by anyone: nothing is known of retries.
func direct(ctx context.Context, j job) error {
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &j.Name})
	return err
}

func main() {
	lambda.Start(api)
	lambda.Start(direct)
}
