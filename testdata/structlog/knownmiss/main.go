// Program knownmiss shows what is not found yet.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/structlog/knownmiss/reply"
)

type response = events.APIGatewayProxyResponse

func handler(ctx context.Context, req events.APIGatewayProxyRequest) (response, error) {
	// A helper of another package may log: its body is not looked into.
	if err := store(ctx, req.Body); err != nil {
		return reply.Failed(), nil
	}
	// The error is assigned and never looked at.
	err := store(ctx, req.Body)
	_ = err
	// The text comes from the caller of a wrapper.
	fail(ctx, fmt.Sprintf("storing %s", req.Body))
	return get(ctx, req)
}

// A function that the entry point calls directly answers in its place.
func get(ctx context.Context, req events.APIGatewayProxyRequest) (response, error) {
	if err := store(ctx, req.Path); err != nil {
		return response{StatusCode: 500}, nil
	}
	return response{StatusCode: 200}, nil
}

func fail(ctx context.Context, text string) { slog.ErrorContext(ctx, text) }

func store(context.Context, string) error { return nil }

func main() { lambda.Start(handler) }
