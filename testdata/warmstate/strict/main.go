// A struct of the project that holds something of the event.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type session struct{ user string }

var current *session

func handler(ctx context.Context, event events.APIGatewayProxyRequest) error {
	current = &session{user: event.Headers["x-user"]} // want "^main.current outlives the invocation"
	return nil
}

func main() { lambda.Start(handler) }
