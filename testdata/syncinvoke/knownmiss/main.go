// What the rule does not find yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
)

var client *sdk.Client

// The input is made in another function than the call.
func send(ctx context.Context, input *sdk.InvokeInput) error {
	_, err := client.Invoke(ctx, input)
	return err
}

func handler(ctx context.Context, event events.SQSEvent) error {
	return send(ctx, &sdk.InvokeInput{FunctionName: aws.String("f")})
}

func main() { lambda.Start(handler) }
