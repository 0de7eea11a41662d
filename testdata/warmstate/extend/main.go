// Loggers that gather the attributes of all invocations.
package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/rs/zerolog/log"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

var (
	logger  = slog.Default()
	sugared = zap.NewNop().Sugar()
	fresh   = slog.Default()
	base    = slog.Default()
	kept    slog.Handler
	grouped = slog.Default()
	lazy    = zap.NewNop()
	entry   = logrus.NewEntry(logrus.New())
)

type service struct{ logger *zap.Logger }

func (s *service) handle(ctx context.Context, event events.SNSEvent) error {
	id := event.Records[0].SNS.MessageID
	logger = logger.With("id", id)                         // want "^main.logger outlives the invocation: each one adds attributes to what the last one left, so that log lines tell of other requests and grow; keep the logger in a variable of the handler"
	sugared = sugared.Named("sns").With("id", id)          // want "^main.sugared outlives the invocation: each one adds attributes"
	s.logger = s.logger.With(zap.String("id", id))         // want "^main.service.logger outlives the invocation: each one adds attributes"
	log.Logger = log.With().Str("id", id).Logger()         // want "^log.Logger outlives the invocation: each one adds attributes"
	zap.ReplaceGlobals(zap.L().With(zap.String("id", id))) // want "^zap.L outlives the invocation: each one adds attributes"
	grouped = grouped.WithGroup("sns")                     // want "^main.grouped outlives the invocation: each one adds attributes"
	lazy = lazy.WithLazy(zap.String("id", id))             // want "^main.lazy outlives the invocation: each one adds attributes"
	entry = entry.WithError(ctx.Err())                     // want "^main.entry outlives the invocation: each one adds attributes"

	// Traps.
	own := logger.With("id", id)
	if event.Records[0].SNS.Subject != "" {
		own = own.With("subject", event.Records[0].SNS.Subject)
	}
	own.Info("received")
	fresh = base.With("id", id)
	fresh = fresh.With("subject", event.Records[0].SNS.Subject)
	handler := base.Handler // a method value: the call has no receiver
	kept = handler()
	return nil
}

// Another one: the default logger.
func defaults(ctx context.Context, event events.SNSEvent) error {
	current := slog.Default()
	current = current.With("id", event.Records[0].SNS.MessageID)
	slog.SetDefault(current) // want "^slog.Default outlives the invocation: each one adds attributes"
	return nil
}

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	s := &service{logger: zap.NewNop()}
	s.logger = s.logger.With(zap.String("stage", os.Getenv("STAGE")))
	for _, handler := range []any{s.handle, defaults} {
		lambda.Start(handler)
	}
}
