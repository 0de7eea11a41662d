// What is not found yet.
package main

import (
	"context"
	"math"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// The value, not the type, has no form in JSON.
func values(context.Context) (float64, error) { return math.NaN(), nil }

// The channel is behind an interface.
func dynamic(context.Context) (any, error) { return make(chan int), nil }

// The response comes from a helper.
func helped(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return body("ok"), nil
}

func body(text string) events.APIGatewayProxyResponse {
	return events.APIGatewayProxyResponse{Body: text}
}

func main() {
	lambda.Start(values)
	lambda.Start(dynamic)
	lambda.Start(helped)
}
