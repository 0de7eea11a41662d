// A deferred call removes all that a pattern finds.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func clear() {
	found, _ := filepath.Glob("/tmp/*")
	for _, path := range found {
		os.RemoveAll(path)
	}
}

func handler(ctx context.Context, event events.SQSEvent) error {
	defer clear()
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	return f.Close()
}

func main() { lambda.Start(handler) }
