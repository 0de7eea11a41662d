// Program bridge-filter filters the lines of log by their level, which leaves them text.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/hashicorp/logutils"
)

var filter = &logutils.LevelFilter{
	Levels:   []logutils.LogLevel{"debug", "info", "warn", "error"},
	MinLevel: "info",
	Writer:   os.Stderr,
}

func handler(ctx context.Context, event events.SQSEvent) error {
	log.Println("[info] got records", len(event.Records)) // want "log.Println writes text"
	return nil
}

func main() {
	log.SetOutput(filter)
	lambda.Start(handler)
}
