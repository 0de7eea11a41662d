// Program bridge-logrus sets a JSON formatter; the messages have to be constant.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	log "github.com/sirupsen/logrus"
)

var logger = &log.Logger{Out: os.Stderr, Formatter: new(log.JSONFormatter), Level: log.InfoLevel}

func handler(ctx context.Context, event events.SQSEvent) error {
	logger.WithField("count", len(event.Records)).Info("got records")
	logger.Infof("got %d records", len(event.Records))
	for _, record := range event.Records {
		if err := handle(record); err != nil {
			logger.WithError(err).Error("handling a record")
			logger.Errorf("handling %s: %v", record.MessageId, err)   // want "logrus.Logger.Errorf has a message that varies"
			logger.Error("handling a record: ", err)                  // want "logrus.Logger.Error has a message that varies"
			logger.Warn(fmt.Sprintf("handling %s", record.MessageId)) // want "logrus.Logger.Warn has a message that varies"
			logger.Warn(err)                                          // want "logrus.Logger.Warn has a message that varies"
			return err
		}
	}
	return nil
}

func handle(events.SQSMessage) error { return nil }

func main() { lambda.Start(handler) }
