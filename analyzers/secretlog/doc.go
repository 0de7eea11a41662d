// Package secretlog defines an analyzer that finds secrets in log lines.
//
// # Analyzer secretlog
//
// secretlog: secrets and whole requests in log lines
//
// Whatever a function prints ends up in CloudWatch Logs, in clear text, for as
// long as the log group lives, and travels on to every tool that subscribes to
// it. On Lambda even the environment is a secret: it holds the credentials of
// the role. A line that prints the event holds the Authorization header of the
// caller, which whoever reads the log can send again.
//
// The rule reports log calls on the path of an invocation that print
//
//   - os.Environ, environment variables and fields whose names say password,
//     secret, token or API key, credentials of the SDK, secret values;
//   - the Authorization, Cookie and API-key headers, or all headers;
//   - whole events of HTTP sources and authorizers, and their bodies;
//   - whole events of SQS, SNS, Kinesis and DynamoDB, or their payloads, where
//     the function decodes them into a struct with a field for a secret; with
//     -strict all of them, since they hold what users sent.
//
// A line that is printed only once, on a cold start, counts: once is too often.
// The rule follows the value through conversions, fmt.Sprintf, json.Marshal and
// first-party functions that log their parameters.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"log"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		log.Printf("request: %+v", request)
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK}, nil
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
//	)
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		slog.InfoContext(ctx, "request", "path", request.RawPath, "id", request.RequestContext.RequestID)
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for single harmless fields;
//   - for copies of an event in which a field was overwritten or a header
//     deleted before;
//   - for a prefix or the length of a secret, or whether it is set;
//   - for names, ARNs and ages of secrets, page and idempotency tokens;
//   - for events that only refer to data, such as those of S3 and of
//     schedules;
//   - for what users sent, in a branch that only the debug level enters, or
//     where it could not be decoded and leaves no other trace;
//   - for output that does not go to the log.
package secretlog
