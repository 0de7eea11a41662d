// Responses that another package makes.
package main

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/gatewayerror/layers/internal/reply"
)

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	switch event.Path {
	case "":
		return reply.Error(400), errors.New("no path") // want "instead of its StatusCode"
	case "/none": // Trap: a response without a status
		return reply.None(), errors.New("none")
	}
	return reply.OK()
}

func main() { lambda.Start(handler) }
