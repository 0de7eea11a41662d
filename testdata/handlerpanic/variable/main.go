// Functions behind a variable, as a seam for tests.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var (
	exit  = os.Exit
	fatal = log.Fatalf
	warn  = log.Printf
)

func handler(ctx context.Context, event events.SQSEvent) error {
	if len(event.Records) == 0 {
		exit(1) // want "^os.Exit ends the process"
	}
	if err := ctx.Err(); err != nil {
		warn("%v", err)
		fatal("%v", err) // want "^log.Fatalf ends the process"
	}
	return nil
}

func main() { lambda.Start(handler) }
