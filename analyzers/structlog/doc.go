// Package structlog defines an analyzer that finds logs a machine cannot read,
// and failures that leave no trace.
//
// # Analyzer structlog
//
// structlog: logs a machine cannot read, silent failures
//
// The logs are all that is left of an invocation. Thousands of environments
// write to one log group, so nobody reads them line by line: queries, metric
// filters and alarms do. They work on JSON fields and on fixed text. A line of
// log.Printf has no fields and no request id; a message with the order number
// in it matches no alarm; and an error that is answered with a 500, but not
// logged, cannot be found at all.
//
// The rule reports three kinds of defect on the path of an invocation:
//
//   - unstructured: fmt.Print, log.Print, println, writes to os.Stdout and
//     os.Stderr, and logrus without a JSON formatter;
//   - message: an error or warning of slog, zap, zerolog, logrus, logr, hclog
//     or phuslu/log whose message is put together at run time: a metric filter
//     or alarm can only match a fixed text;
//   - silent: an error branch of a handler behind an API, a queue or a stream
//     that answers with a 5xx, returns no error or continues, and neither logs,
//     returns, stores nor counts the error.
//
// With -strict, it also reports slog.Info and the like where a context is in
// scope: only InfoContext hands the context, and so the request id, to the
// handler of slog. Silent branches of asynchronous sources such as S3 and SNS are
// reported as well.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"fmt"
//		"log"
//		"log/slog"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	type Request = events.APIGatewayV2HTTPRequest
//	type Response = events.APIGatewayV2HTTPResponse
//
//	var load, save func(ctx context.Context, id string) error
//
//	func handler(ctx context.Context, request Request) (Response, error) {
//		id := request.PathParameters["id"]
//		log.Printf("loading order %s", id)
//		if err := load(ctx, id); err != nil {
//			return Response{StatusCode: http.StatusInternalServerError}, nil
//		}
//		if err := save(ctx, id); err != nil {
//			slog.ErrorContext(ctx, fmt.Sprintf("saving order %s: %v", id, err))
//			return Response{StatusCode: http.StatusInternalServerError}, nil
//		}
//		return Response{StatusCode: http.StatusOK}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"log/slog"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-lambda-go/lambdacontext"
//	)
//
//	type Request = events.APIGatewayV2HTTPRequest
//	type Response = events.APIGatewayV2HTTPResponse
//
//	var load, save func(ctx context.Context, id string) error
//
//	func handler(ctx context.Context, request Request) (Response, error) {
//		id := request.PathParameters["id"]
//		slog.InfoContext(ctx, "loading order", "id", id)
//		if err := load(ctx, id); err != nil {
//			slog.ErrorContext(ctx, "loading order failed", "id", id, "error", err)
//			return Response{StatusCode: http.StatusInternalServerError}, nil
//		}
//		if err := save(ctx, id); err != nil {
//			slog.ErrorContext(ctx, "saving order failed", "id", id, "error", err)
//			return Response{StatusCode: http.StatusInternalServerError}, nil
//		}
//		return Response{StatusCode: http.StatusOK}, nil
//	}
//
//	func main() {
//		slog.SetDefault(slog.New(lambdacontext.NewLogHandler()))
//		lambda.Start(handler)
//	}
//
// # Setting a logger up
//
// Once, in main, before lambda.Start. Set the function's log format to JSON:
// lambdacontext.NewLogHandler (aws-lambda-go v1.52) follows it and the log
// level, and adds the request id to every call that is given the context.
// Lambda reads the level of a line only beside a time in RFC 3339 under the
// key timestamp: the other loggers have to be told.
//
//	// slog: log.Printf of a library becomes JSON, too
//	slog.SetDefault(slog.New(lambdacontext.NewLogHandler()))
//
//	// zap
//	config := zap.NewProductionConfig()
//	config.EncoderConfig.TimeKey = "timestamp"
//	config.EncoderConfig.MessageKey = "message"
//	config.EncoderConfig.EncodeTime = zapcore.RFC3339TimeEncoder
//	logger := zap.Must(config.Build())
//	zap.RedirectStdLog(logger)
//
//	// zerolog
//	zerolog.TimestampFieldName = "timestamp"
//	logger := zerolog.New(os.Stdout).With().Timestamp().Logger()
//	log.SetFlags(0)
//	log.SetOutput(logger)
//
//	// logrus
//	logrus.SetFormatter(&logrus.JSONFormatter{
//		FieldMap: logrus.FieldMap{logrus.FieldKeyTime: "timestamp", logrus.FieldKeyMsg: "message"},
//	})
//
// An alarm then waits for the constant message, by a metric filter on the log
// group (zap, zerolog and logrus write the level as error):
//
//	{ $.level = "ERROR" && $.message = "saving order failed" }
//
// # When it stays silent
//
// Unstructured:
//
//   - for log.Print where the program gives the log package a structured
//     output: slog.SetDefault with a handler that does not write text,
//     log.SetOutput to anything but stdout and stderr, zap.RedirectStdLog, a
//     zerolog logger as writer;
//   - for values of log.Logger made likewise (slog.NewLogLogger,
//     zap.NewStdLog), and for logrus with a formatter of its own;
//   - for what is printed from json.Marshal or an Encoder, such as EMF
//     metrics and handmade JSON lines;
//   - for writers that are neither stdout nor stderr;
//   - in branches that run only outside Lambda, or behind an error that
//     cannot occur, as that of json.Marshal for strings and numbers.
//
// Message: for a message that a wrapper passes on.
//
// Silent:
//
//   - for an error branch that passes the error to any call, returns, stores
//     or counts it, or calls anything that may log;
//   - for one that answers with a 4xx;
//   - for one that has nothing but a test such as errors.Is to do with the
//     error, and falls through;
//   - for an authorizer that denies;
//   - where the function that failed logs its errors itself.
//
// # Fix
//
// A print of a constant text and some values becomes a call of log/slog, with
// the context if one is in scope, and with attributes named after the
// expressions; it is an error if an error is among the values. The values in a
// message become attributes. Set the default logger up as shown above: without,
// slog writes text as well.
package structlog
