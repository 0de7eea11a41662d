// What is not found yet.
package main

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// The status is set on one of two ways to the return.
func branch(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	var r events.APIGatewayProxyResponse
	err := errors.New("bad")
	if event.Body == "" {
		r.StatusCode = 400
	} else {
		r.StatusCode = 500
	}
	return r, err
}

func main() { lambda.Start(branch) }
