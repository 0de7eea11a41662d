// Package handlerpanic defines an analyzer that finds places where an
// invocation ends the process.
//
// # Analyzer handlerpanic
//
// handlerpanic: the process dies where an error should be returned
//
// When a handler returns an error, Lambda reports it and the environment goes
// on. When it calls os.Exit or log.Fatal, no error reaches Lambda, deferred
// calls are skipped, and the next invocation pays a cold start: Lambda can
// only tell that the runtime exited. A panic is reported by aws-lambda-go,
// but the process ends all the same; a panic in a goroutine is not even
// reported. runtime.Goexit leaves the process alive, and the invocation hangs
// until its timeout. Queues and streams deliver the batch again and crash
// again.
//
// The rule reports four kinds of defect on the path of an invocation:
//
//   - exit: os.Exit, log.Fatal, runtime.Goexit and the Fatal functions of
//     zap, logrus, zerolog, klog, glog and other loggers;
//   - panic: panic with an error or a formatted text, log.Panic and the like,
//     where no caller recovers;
//   - must: a Must helper, such as uuid.MustParse, which panics when it fails,
//     with an argument that is not constant;
//   - goroutine: any of them in a goroutine that the path starts.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"encoding/json"
//		"log"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	type order struct{ ID string }
//
//	func handler(ctx context.Context, event events.SQSEvent) error {
//		for _, record := range event.Records {
//			var o order
//			if err := json.Unmarshal([]byte(record.Body), &o); err != nil {
//				log.Fatalf("decoding %s: %v", record.MessageId, err)
//			}
//		}
//		return nil
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
//		"encoding/json"
//		"fmt"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	type order struct{ ID string }
//
//	func handler(ctx context.Context, event events.SQSEvent) error {
//		for _, record := range event.Records {
//			var o order
//			if err := json.Unmarshal([]byte(record.Body), &o); err != nil {
//				return fmt.Errorf("decoding %s: %w", record.MessageId, err)
//			}
//		}
//		return nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - in main before lambda.Start and in init, where failing fast is right;
//   - for a panic below a deferred recover, of the program or of its router,
//     and for one that a recover block passes on;
//   - for a panic that states an invariant: a constant text in a default case
//     or behind a switch, or behind a check of neither an error, the event,
//     the environment nor a service's answer;
//   - for messages.InvokeResponse_Error and http.ErrAbortHandler, which are
//     protocols;
//   - behind an error that is always nil, as that of a hash's Write; for a
//     panic, also behind json.Marshal of strings and numbers: an exit there
//     waits for the field that changes this;
//   - in generated code, in test helpers, and in code that runs only outside
//     Lambda.
//
// # Fix
//
// Where the function returns an error and its other results have a zero value,
// the call is replaced by a return statement that wraps the error.
package handlerpanic
