// An event under a name of the program's own.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type request events.APIGatewayV2HTTPRequest

type response events.APIGatewayV2HTTPResponse

func handler(ctx context.Context, r request) (response, error) {
	if r.Headers["X-Api-Key"] == "" { // want "^APIGatewayV2HTTPRequest.Headers.\"X-Api-Key\". finds nothing"
		return response{StatusCode: 401}, nil
	}
	return response{StatusCode: 200}, nil
}

func main() { lambda.Start(handler) }
