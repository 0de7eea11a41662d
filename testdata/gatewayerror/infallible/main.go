// Errors that cannot occur beside a response.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type (
	request  = events.APIGatewayProxyRequest
	response = events.APIGatewayProxyResponse
)

type greeting struct{ Name, Text string }

// Trap: strings always encode.
func greet(ctx context.Context, event request) (response, error) {
	body, err := json.Marshal(greeting{event.Path, "hello"})
	if err != nil {
		return response{StatusCode: 500}, err
	}
	return response{StatusCode: 200, Body: string(body)}, nil
}

// Trap: nobody tests the error, and it is nil.
func short(ctx context.Context, event request) (response, error) {
	body, err := json.Marshal(event.Headers)
	return response{StatusCode: 200, Body: string(body)}, err
}

// Trap: a map of fixed text.
func ping(ctx context.Context, event request) (response, error) {
	body, err := json.Marshal(map[string]any{"message": "pong"})
	if err != nil {
		return response{StatusCode: 404}, err
	}
	return response{StatusCode: 200, Body: string(body)}, nil
}

func ratio(ctx context.Context, event request) (response, error) {
	body, err := json.Marshal(float64(len(event.Body)) / float64(len(event.Path)))
	if err != nil {
		return response{StatusCode: 500}, err // want "502 instead of 500"
	}
	return response{StatusCode: 200, Body: string(body)}, nil
}

func main() {
	lambda.Start(greet)
	lambda.Start(short)
	lambda.Start(ping)
	lambda.Start(ratio)
}
