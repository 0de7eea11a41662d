// Package handlersig defines an analyzer that finds handlers that Lambda
// cannot call.
//
// # Analyzer handlersig
//
// handlersig: a handler whose signature fails at every invocation
//
// lambda.Start takes any value. A handler of the wrong shape compiles and
// deploys, the environment starts, and then each invocation fails with a text
// such as "handler takes two arguments, but the first is not Context". Some
// shapes get past that check and break later: a variadic or nil function
// panics, a concrete error type makes each success a failure, the first of two
// errors is sent as a result.
//
// The rule reports, at the registration:
//
//   - nil, or a value that is neither a function nor a lambda.Handler;
//   - more than two parameters or results, a context that is not first, an
//     interface other than any in place of the event;
//   - a last result that is not an error, or a concrete type of error;
//   - two errors, a variadic function, []byte as the event.
//
// lambda.StartHandlerFunc takes nothing but functions with a context, an event, a
// result and an error: use it, and the compiler finds these mistakes.
//
// The rule follows the value through variables, functions that return it, and
// helpers of the package that pass it on.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(event events.SQSEvent, ctx context.Context) error { return nil }
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(ctx context.Context, event events.SQSEvent) (any, error) { return nil, nil }
//
//	func main() { lambda.StartHandlerFunc(handler) }
//
// # When it stays silent
//
//   - for values of an interface type whose content the package does not
//     show;
//   - for types that implement lambda.Handler;
//   - for what JSON cannot carry, which is the rule jsoncontract.
package handlersig
