// Package gatewayerror defines an analyzer that finds HTTP responses that are
// dropped because an error is returned with them.
//
// # Analyzer gatewayerror
//
// gatewayerror: a response with a status code is lost to an error
//
// When a handler returns an error, Lambda drops its first result. API Gateway,
// a load balancer or a function URL then answers 502, or another 5xx, with a text
// of its own: the client never sees the 400 or 404 that the code meant to send,
// alarms count a fault of the function, and the retries of the client begin.
//
// Log the error, and return the response with a nil error.
//
// The rule reports return statements that hold both a response with a status
// code and an error that may be set, in functions whose result goes to a
// gateway.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"errors"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
//		if event.PathParameters["id"] == "" {
//			return events.APIGatewayProxyResponse{StatusCode: 400}, errors.New("no id")
//		}
//		return events.APIGatewayProxyResponse{StatusCode: 200}, nil
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
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
//		if event.PathParameters["id"] == "" {
//			slog.WarnContext(ctx, "no id")
//			return events.APIGatewayProxyResponse{StatusCode: 400}, nil
//		}
//		return events.APIGatewayProxyResponse{StatusCode: 200}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for a response without a status code;
//   - where the error is nil, by its value, by a branch before, or because
//     the function that makes it never fails, as json.Marshal of strings and
//     numbers;
//   - where a caller, such as middleware of the project, answers the error
//     itself.
//
// # Fix
//
// Where the error was logged or is part of the response, it is replaced by nil.
package gatewayerror
