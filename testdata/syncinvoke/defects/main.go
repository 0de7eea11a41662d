// Both SDKs, through clients and interfaces, with RequestResponse and without a type.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	v1 "github.com/aws/aws-sdk-go/service/lambda"
	"github.com/aws/aws-sdk-go/service/lambda/lambdaiface"
)

type invoker interface {
	Invoke(context.Context, *sdk.InvokeInput, ...func(*sdk.Options)) (*sdk.InvokeOutput, error)
}

var (
	client  *sdk.Client
	through invoker
	old     lambdaiface.LambdaAPI
)

func handler(ctx context.Context, event events.SQSEvent) error {
	if _, err := client.Invoke(ctx, &sdk.InvokeInput{FunctionName: aws.String("f")}); err != nil { // want "^lambda.Client.Invoke with no InvocationType waits for another function: both are billed, and its timeout becomes this one's; use Event, a queue or Step Functions$"
		return err
	}
	input := &sdk.InvokeInput{FunctionName: aws.String("f"), InvocationType: types.InvocationTypeRequestResponse}
	if _, err := through.Invoke(ctx, input); err != nil { // want "invoker.Invoke with RequestResponse waits for another function"
		return err
	}
	if _, err := old.InvokeWithContext(ctx, &v1.InvokeInput{InvocationType: aws.String(v1.InvocationTypeRequestResponse)}); err != nil { // want "^lambdaiface.LambdaAPI.InvokeWithContext with RequestResponse waits"
		return err
	}
	_, err := call(ctx)
	return err
}

func call(ctx context.Context) (*v1.InvokeOutput, error) {
	how := "RequestResponse"
	return old.Invoke(&v1.InvokeInput{InvocationType: &how}) // want "^lambdaiface.LambdaAPI.Invoke with RequestResponse waits.*\\(main.handler → main.call\\)$"
}

func main() { lambda.Start(handler) }
