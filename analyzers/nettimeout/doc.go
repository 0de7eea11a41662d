// Package nettimeout defines an analyzer that finds waiting without a limit,
// and waiting that is billed.
//
// # Analyzer nettimeout
//
// nettimeout: HTTP calls without a timeout, sleeping and polling
//
// A Lambda function is billed by the time that passes, and is killed at its
// timeout in the middle of whatever it does: no error is returned, no
// deferred call runs, and Lambda's "Task timed out" is all that the log says.
// An HTTP call without a timeout lets a server that hangs decide when that
// happens. The default client of net/http has none. Sleeping and polling turn
// the latency of something else into a bill.
//
// Give clients a Timeout below that of the function, or requests a context.
// Let a delayed message, an event or a Step Functions state do the waiting.
//
// The rule reports, on the path of an invocation:
//
//   - http: a request that has neither a client timeout nor a context, where
//     no context is in scope (where one is, it is the matter of handlerctx);
//   - sleep: time.Sleep of a second or more;
//   - wait: a waiter of an AWS SDK that is given a second or more;
//   - poll: a loop that sleeps and that nothing but the function's timeout
//     is sure to end.
//
// # Bad
//
//	package main
//
//	import (
//		"net/http"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	func handler(event events.SQSEvent) error {
//		resp, err := http.Get("https://example.com/status")
//		if err != nil {
//			return err
//		}
//		return resp.Body.Close()
//	}
//
//	func main() { lambda.Start(handler) }
//
// # Good
//
//	package main
//
//	import (
//		"net/http"
//		"time"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	var client = &http.Client{Timeout: 5 * time.Second}
//
//	func handler(event events.SQSEvent) error {
//		resp, err := client.Get("https://example.com/status")
//		if err != nil {
//			return err
//		}
//		return resp.Body.Close()
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for clients whose making is not seen in the package, or that have a
//     transport of their own, which may have timeouts;
//   - for a program that gives http.DefaultClient a Timeout;
//   - for a request that comes from elsewhere and may have a context;
//   - for a back-off in a loop that counts its attempts, asks the clock or
//     ends with a context;
//   - for time.After in a select;
//   - for waiting times that are computed;
//   - in code that runs once per environment or only outside Lambda.
package nettimeout
