// Package headercase defines an analyzer that finds header look-ups that can
// never succeed.
//
// # Analyzer headercase
//
// headercase: header names that never arrive in that case
//
// HTTP APIs (payload 2.0), function URLs and load balancers send header names
// in lower case. The event has a plain map, not an http.Header, so that
// Headers["Authorization"] is empty in every request: a check that refuses
// requests without it refuses all, one that accepts them lets everybody in. It
// worked behind a REST API, and in the test with a hand-written event.
//
// The rule reports a constant with upper-case letters that indexes Headers of
// APIGatewayV2HTTPRequest, LambdaFunctionURLRequest or ALBTargetGroupRequest on
// the path of an invocation, directly or through a function of the package
// that looks its parameter up.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, request events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
//		if request.Headers["Authorization"] == "" {
//			return events.LambdaFunctionURLResponse{StatusCode: http.StatusUnauthorized}, nil
//		}
//		return events.LambdaFunctionURLResponse{StatusCode: http.StatusOK}, nil
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
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, request events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
//		if request.Headers["authorization"] == "" {
//			return events.LambdaFunctionURLResponse{StatusCode: http.StatusUnauthorized}, nil
//		}
//		return events.LambdaFunctionURLResponse{StatusCode: http.StatusOK}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - when the same function looks for the lower-case name too;
//   - when the package writes canonical names into the event or copies them
//     into another map;
//   - when the look-up helper folds case;
//   - for REST APIs, whose events keep the case of the client.
//
// # Fix
//
// The name becomes lower case, where it is a literal.
package headercase
