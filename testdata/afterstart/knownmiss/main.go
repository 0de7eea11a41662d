// What is not found yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type app struct{ stop func() }

func handler(ctx context.Context) error { return nil }

func main() {
	a := app{stop: func() { println("flushed") }}
	defer a.stop() // a function in a field
	lambda.Start(handler)
}
