// Package handlerctx defines an analyzer that finds work cut off from the
// context of the invocation.
//
// # Analyzer handlerctx
//
// handlerctx: work that does not end with the invocation
//
// Lambda gives each invocation a context with its deadline, and cancels it
// when the invocation is over. A call that gets context.Background instead
// knows neither: it waits until Lambda kills the environment, nothing is
// cleaned up or reported, and the function is billed to its last millisecond.
// The context also carries the request ID and the trace.
//
// Pass the context on. Where a library has a variant without one, call the
// variant that takes it: db.QueryContext, http.NewRequestWithContext,
// PutObjectWithContext of SDK v1.
//
// The rule reports, in functions that have a context or a request as a
// parameter:
//
//   - detached: context.Background or context.TODO is passed on;
//   - contextless: a variant that takes no context is called;
//   - registered: lambda.Start(adapter.Proxy) instead of ProxyWithContext.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"database/sql"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	var db *sql.DB
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		_, err := db.Exec("UPDATE jobs SET done = true WHERE id = $1", event.ID)
//		return err
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
//		"database/sql"
//		"time"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	var db *sql.DB
//
//	func handler(ctx context.Context, event events.EventBridgeEvent) error {
//		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
//		defer cancel()
//		_, err := db.ExecContext(ctx, "UPDATE jobs SET done = true WHERE id = $1", event.ID)
//		return err
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - in functions without a context in scope;
//   - for context.WithoutCancel;
//   - for clean-up: in deferred calls, for methods such as Close, Flush,
//     Rollback and Shutdown, and with a timeout of its own behind an error
//     check;
//   - for a fallback behind ctx == nil;
//   - in constructors of clients, which keep the context beyond the
//     invocation;
//   - in calls that return nothing, such as loggers;
//   - in goroutines that nobody waits for, which are the matter of
//     orphangoroutine;
//   - in code that runs once per environment or only outside Lambda.
//
// # Fix
//
// context.Background() becomes the context in scope, and a variant without a
// context its twin with one, where the name of the parameter is visible.
package handlerctx
