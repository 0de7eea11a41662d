// Package warmstate defines an analyzer that finds values of one invocation
// in state that the next one sees.
//
// # Analyzer warmstate
//
// warmstate: values of one invocation kept for the next
//
// Package variables, and the fields of what main builds, live as long as the
// execution environment: the next invocation starts with what this one left.
// A user id, a response or a list kept there shows up in the answer to someone
// else, a context kept there is cancelled, a list or map that only grows takes
// the memory of the function until it is killed. Tests run one invocation and
// see nothing.
//
// The rule reports, on the path of an invocation, assignments to such state of
//
//   - the context of the handler;
//   - an event, text or lists made of one, a response, or an entry of the map
//     that responses have as their headers;
//   - what is decoded from an event: fields that this one lacks keep the values
//     of an earlier one;
//   - a logger with more attributes than it had, logger = logger.With(…);
//   - lists that each invocation appends to, and maps that each one adds
//     entries to, of the event, if nothing ever empties them.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"net/http"
//		"strings"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	var names []string
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		for _, name := range strings.Split(request.Body, ",") {
//			names = append(names, name)
//		}
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK, Body: strings.Join(names, "\n")}, nil
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
//		"strings"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		var names []string
//		for _, name := range strings.Split(request.Body, ",") {
//			names = append(names, name)
//		}
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK, Body: strings.Join(names, "\n")}, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for lazy initialisation and caches that are asked before they are
//     filled;
//   - for counters, flags and times;
//   - for clients, loggers and other objects of libraries;
//   - for values that are not made of the event;
//   - for what a service answers, if the package assigns it before anything
//     reads it;
//   - for what the function itself takes out again before it returns;
//   - for state, other than a context, that the package empties, deletes
//     from, or whose length it looks at;
//   - for structs that an invocation makes itself;
//   - without -strict, for structs of the project that hold something of the
//     event: they are as often services as values.
package warmstate
