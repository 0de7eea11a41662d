// A middleware of the program runs inside a client, but it does not answer for it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/smithy-go/middleware"
)

type bus interface {
	PutEvents(context.Context, *eventbridge.PutEventsInput, ...func(*eventbridge.Options)) (*eventbridge.PutEventsOutput, error)
}

type app struct{ bus bus }

func (a *app) handle(ctx context.Context, event events.APIGatewayV2HTTPRequest) error {
	_, err := a.bus.PutEvents(ctx, &eventbridge.PutEventsInput{}) // want "^eventbridge.PutEvents succeeds even if entries fail"
	return err
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	trace(&cfg.APIOptions)
	lambda.Start((&app{eventbridge.NewFromConfig(cfg)}).handle)
}

func trace(options *[]func(*middleware.Stack) error) {
	*options = append(*options, func(stack *middleware.Stack) error { stack.Finalize.Clear(); return nil })
}
