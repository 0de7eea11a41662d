// What is not found yet: handlers in fields and containers.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

var handlers = map[string]any{
	"swapped": func(string, context.Context) error { return nil },
}

type app struct{ handler any }

func main() {
	lambda.Start(handlers[os.Getenv("HANDLER")])
	lambda.Start(app{handler: func(a, b, c string) error { return nil }}.handler)
}
