// What is not found yet.
package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// A name that is put together.
func handler(ctx context.Context, r events.LambdaFunctionURLRequest) (string, error) {
	return r.Headers[fmt.Sprintf("X-%s-Id", "Request")], nil
}

func main() { lambda.Start(handler) }
