// The working directory, by its short name.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	f, err := os.CreateTemp(".", "order") // want "os.CreateTemp writes to"
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	return os.WriteFile("./"+event.Records[0].MessageId, nil, 0o600) // want "os.WriteFile writes to"
}

func main() { lambda.Start(handler) }
