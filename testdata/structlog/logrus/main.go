// Program logrus leaves the text formatter in place.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	log "github.com/sirupsen/logrus"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	log.WithField("count", len(event.Records)).Info("got records") // want "logrus.Entry.Info writes text no query or alarm can read; set a JSONFormatter"
	log.Errorf("got %d records", len(event.Records))               // want "logrus.Errorf writes text"
	return nil
}

func main() {
	log.SetFormatter(&log.TextFormatter{DisableColors: true})
	lambda.Start(handler)
}
