// A custom resource runs during a deployment, which waits for its answer:
// there is nothing else to wait with.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/cfn"
	"github.com/aws/aws-lambda-go/lambda"
)

func certificate(ctx context.Context, event cfn.Event) (string, map[string]any, error) {
	time.Sleep(10 * time.Second) // until it can be seen everywhere
	return "id", nil, nil
}

func main() { lambda.Start(cfn.LambdaWrap(certificate)) }
