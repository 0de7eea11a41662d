// Program async drops the errors of an asynchronous source.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.S3Event) error {
	for _, record := range event.Records {
		if err := handle(ctx, record); err != nil { // want "the error of main.handle ends here"
			continue
		}
	}
	return nil
}

func handle(context.Context, events.S3EventRecord) error { return nil }

func main() { lambda.Start(handler) }
