// Package afterstart defines an analyzer that finds code behind lambda.Start.
//
// # Analyzer afterstart
//
// afterstart: code that waits for lambda.Start to return never runs
//
// lambda.Start serves invocations until Lambda ends the environment. Then the
// process is gone: the statements after the call do not run, and neither do
// the deferred calls of the function. Telemetry that a deferred Flush or
// Shutdown was to send is lost, a lock that a deferred Unlock was to give back
// is held during every invocation, and a database never sees its connections
// closed.
//
// The rule reports the first statement after lambda.Start in its block, and
// each defer statement before it that closes, flushes, stops, unlocks or logs.
// A function of the package that always ends in lambda.Start counts as well.
//
// What has to happen when the environment ends belongs in a callback of
// lambda.WithEnableSIGTERM, which has half a second. What has to happen for
// each invocation, such as flushing traces, belongs at the end of the handler:
// between invocations the environment is frozen.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"database/sql"
//		"log"
//
//		"github.com/aws/aws-lambda-go/lambda"
//		_ "github.com/jackc/pgx/v5/stdlib"
//	)
//
//	func main() {
//		db, err := sql.Open("pgx", "postgres://db")
//		if err != nil {
//			log.Fatal(err)
//		}
//		defer db.Close()
//		lambda.Start(func(ctx context.Context) error { return db.PingContext(ctx) })
//	}
//
// # Good
//
//	package main
//
//	import (
//		"context"
//		"database/sql"
//		"log"
//
//		"github.com/aws/aws-lambda-go/lambda"
//		_ "github.com/jackc/pgx/v5/stdlib"
//	)
//
//	func main() {
//		db, err := sql.Open("pgx", "postgres://db")
//		if err != nil {
//			log.Fatal(err)
//		}
//		handler := func(ctx context.Context) error { return db.PingContext(ctx) }
//		lambda.StartWithOptions(handler, lambda.WithEnableSIGTERM(func() { db.Close() }))
//	}
//
// # When it stays silent
//
//   - for a bare return, and one that only satisfies the compiler;
//   - for a panic that says that its place is not reached;
//   - for branches that do not reach lambda.Start, or run only outside
//     Lambda;
//   - for deferred calls that cancel a context, stop a timer, recover, or
//     only change memory;
//   - for adapters that serve HTTP outside Lambda, such as ridge, whose call
//     returns there.
package afterstart
