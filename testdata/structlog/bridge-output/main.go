// Program bridge-output makes a zerolog logger the output of log, if the environment asks for it.
package main

import (
	"context"
	"io"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/rs/zerolog"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	log.Println("got records", len(event.Records))
	return nil
}

func main() {
	var w io.Writer = os.Stderr
	if os.Getenv("LOG_FORMAT") == "json" {
		w = zerolog.New(os.Stderr)
	}
	log.SetFlags(0)
	log.SetOutput(w)
	lambda.Start(handler)
}
