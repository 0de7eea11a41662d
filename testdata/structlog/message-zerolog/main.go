// Program message-zerolog has chained events whose message no alarm can match.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	plog "github.com/phuslu/log"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
)

var logger zerolog.Logger

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		err := handle(r)
		log.Error().Err(err).Msgf("handling %s", r.MessageId)  // want "zerolog.Event.Msgf has a message that varies"
		logger.Warn().Str("id", r.MessageId).Msg(err.Error())  // want "zerolog.Event.Msg has a message that varies"
		plog.Error().Err(err).Msgf("handling %s", r.MessageId) // want "log.Entry.Msgf has a message that varies"
		log.Error().Err(err).Str("id", r.MessageId).Msg("handling a record")
		logger.Err(err).Msg("handling a record")
		logger.Error().Err(err).Send()
		log.Info().Msgf("handling %s", r.MessageId)
		plog.Warn().Err(err).Msg("handling a record")
	}
	return nil
}

func handle(events.SQSMessage) error { return nil }

func main() { lambda.Start(handler) }
