// What the rule does not find yet.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// The names come out of a map: they are not constants to the rule, and before
// Start only reserved names count.
func apply(settings map[string]string) {
	for name, value := range settings {
		os.Setenv(name, value)
	}
}

func handler(ctx context.Context, event events.SQSEvent) error { return nil }

func main() {
	apply(map[string]string{"AWS_REGION": "eu-west-1"})
	lambda.Start(handler)
}
