package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/rs/zerolog/log"
	"go.uber.org/zap"
)

// The finding stands at the call that logs, not at the field.
func fields(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := put(ctx, record.Body); err != nil {
			zap.L().Warn("put", // want "zap.Logger.Warn is all that happens"
				zap.String("id", record.MessageId),
				zap.Error(err))
		}
	}
	for _, record := range event.Records {
		if err := put(ctx, record.MessageId); err != nil {
			log.Error().Err(err).Msg("put") // want "zerolog.Event.Msg is all that happens"
		}
	}
	return nil
}
