// Program message has errors and warnings whose message no alarm can match.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-logr/logr"
	"go.uber.org/zap"
)

const prefix = "orders: "

var (
	logger = slog.New(slog.NewJSONHandler(os.Stdout, nil))
	sugar  *zap.SugaredLogger
	zlog   *zap.Logger
	rlog   logr.Logger
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		err := handle(r)
		if err == nil {
			continue
		}
		slog.Error(fmt.Sprintf("handling %s: %v", r.MessageId, err))              // want "slog.Error has a message that varies, and metric filters and alarms match fixed text; move the variable part into an attribute"
		slog.ErrorContext(ctx, "handling: "+err.Error(), "id", r.MessageId)       // want "slog.ErrorContext has a message that varies"
		slog.Warn(err.Error())                                                    // want "slog.Warn has a message that varies"
		logger.WarnContext(ctx, fmt.Sprintf("record id=%s skipped", r.MessageId)) // want "slog.Logger.WarnContext has a message that varies"
		slog.Log(ctx, slog.LevelError, fmt.Sprintf("handling %s", r.MessageId))   // want "slog.Log has a message that varies"
		sugar.Errorf("handling %s: %v", r.MessageId, err)                         // want "zap.SugaredLogger.Errorf has a message that varies"
		sugar.Error("handling", zap.Error(err))                                   // want "zap.SugaredLogger.Error has a message that varies"
		sugar.Error("handling: ", err)                                            // want "zap.SugaredLogger.Error has a message that varies"
		sugar.Warnw("handling "+r.MessageId, "error", err)                        // want "zap.SugaredLogger.Warnw has a message that varies"
		zlog.Error(fmt.Sprintf("handling %s", r.MessageId), zap.Error(err))       // want "zap.Logger.Error has a message that varies"
		rlog.Error(err, "handling "+r.MessageId)                                  // want "logr.Logger.Error has a message that varies"

		slog.Error("handling a record", "id", r.MessageId, "error", err)
		slog.Error(prefix+"handling", "error", err)
		slog.Error(fmt.Sprintf("%shandling", prefix), "error", err)
		slog.Log(ctx, slog.LevelInfo, fmt.Sprintf("handling %s", r.MessageId))
		slog.Info(fmt.Sprintf("handling %s", r.MessageId))
		sugar.Errorw("handling a record", "error", err)
		sugar.Error("handling a record")
		zlog.Error("handling a record", zap.String("id", r.MessageId), zap.Error(err))
		rlog.Error(err, "handling a record", "id", r.MessageId)

		text := "handling a record"
		if errors.Is(err, context.Canceled) {
			text = "cancelled"
		}
		slog.Error(text, "error", err)
		fail(ctx, "handling a record", err)
	}
	return nil
}

// fail is a wrapper: its callers choose the message.
func fail(ctx context.Context, text string, err error) {
	logger.ErrorContext(ctx, text, "error", err)
	func() { logger.Error(text) }()
}

func handle(events.SQSMessage) error { return nil }

func main() { lambda.Start(handler) }
