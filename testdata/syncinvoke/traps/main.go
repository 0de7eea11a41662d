// Right code that looks alike.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	v1 "github.com/aws/aws-sdk-go/service/lambda"
)

var (
	client *sdk.Client
	old    *v1.Lambda
)

// how is decided by the caller.
func call(ctx context.Context, how types.InvocationType) error {
	_, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: how})
	return err
}

func send(ctx context.Context, input *sdk.InvokeInput) error {
	_, err := client.Invoke(ctx, input)
	return err
}

func handler(ctx context.Context, event events.SQSEvent) error {
	if _, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: types.InvocationTypeEvent}); err != nil {
		return err
	}
	if _, err := client.Invoke(ctx, &sdk.InvokeInput{InvocationType: types.InvocationTypeDryRun}); err != nil {
		return err
	}
	if _, err := old.InvokeWithContext(ctx, &v1.InvokeInput{InvocationType: aws.String("Event")}); err != nil {
		return err
	}
	later := &v1.InvokeInput{}
	later.SetInvocationType(v1.InvocationTypeEvent)
	if _, err := old.InvokeWithContext(ctx, later); err != nil {
		return err
	}
	var input sdk.InvokeInput
	input.FunctionName = aws.String("f")
	if len(event.Records) > 1 {
		input.InvocationType = types.InvocationTypeEvent
	}
	if _, err := client.Invoke(ctx, &input); err != nil {
		return err
	}
	if err := send(ctx, &sdk.InvokeInput{InvocationType: types.InvocationTypeEvent}); err != nil {
		return err
	}
	return call(ctx, types.InvocationTypeEvent)
}

func main() {
	_, _ = client.Invoke(context.Background(), &sdk.InvokeInput{})
	lambda.Start(handler)
}
