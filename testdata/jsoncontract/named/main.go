// Events and responses under names of the program's own.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type request events.APIGatewayProxyRequest

type response events.APIGatewayProxyResponse

func mute(ctx context.Context, r request) error { return nil }

func blank(ctx context.Context, r request) (response, error) {
	return response{Body: r.Body}, nil // want "the response has no StatusCode"
}

func right(ctx context.Context, r request) (response, error) {
	return response{StatusCode: 200, Body: r.Body}, nil
}

func main() {
	lambda.Start(mute) // want "the handler of an API Gateway event has no result"
	lambda.Start(blank)
	lambda.Start(right)
}
