// The type of the invocation is a parameter.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

var client *sdk.Client

func invoke(ctx context.Context, how types.InvocationType) error {
	_, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: how}) // want "lambda.Client.Invoke with RequestResponse waits for another function"
	return err
}

// Trap: nobody waits.
func notify(ctx context.Context, how types.InvocationType) error {
	_, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: how})
	return err
}

func handler(ctx context.Context, event events.SQSEvent) error {
	if err := notify(ctx, types.InvocationTypeEvent); err != nil {
		return err
	}
	call := func(how types.InvocationType) error {
		_, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: how}) // want "lambda.Client.Invoke with RequestResponse waits for another function"
		return err
	}
	if err := call(types.InvocationTypeRequestResponse); err != nil {
		return err
	}
	if len(event.Records) > 1 {
		return invoke(ctx, types.InvocationTypeEvent)
	}
	return invoke(ctx, types.InvocationTypeRequestResponse)
}

func main() { lambda.Start(handler) }
