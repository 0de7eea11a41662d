// Package orphangoroutine defines an analyzer that finds goroutines that a
// handler leaves behind.
//
// # Analyzer orphangoroutine
//
// orphangoroutine: goroutines left behind when the handler returns
//
// Lambda freezes the execution environment as soon as the handler returns. A
// goroutine that still runs is stopped in the middle: its request times out,
// its log lines are missing, its message is never sent. If the environment is
// used again it goes on during another invocation, with a cancelled context;
// if not, the work is lost. Nothing is reported either way.
//
// Wait for every goroutine on every return: with a sync.WaitGroup, an
// errgroup, or by receiving what it sends. Work that may outlast the response
// belongs in a queue or another function.
//
// The rule reports go statements, time.AfterFunc, xray.CaptureAsync and the
// method Go of groups on the path of an invocation when
//
//   - nothing can tell that the goroutine is done, or nobody waits for it;
//   - some return after the start is reached without the wait;
//   - wg.Add is called inside the goroutine it counts, so that Wait may find
//     the counter at zero and return at once.
//
// # Bad
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
//		"github.com/aws/aws-sdk-go-v2/service/sqs"
//	)
//
//	var queue *sqs.Client
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		go audit(ctx, request.RawPath)
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK}, nil
//	}
//
//	func audit(ctx context.Context, path string) {
//		if _, err := queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &path}); err != nil {
//			slog.ErrorContext(ctx, "audit failed", "error", err)
//		}
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
//		"sync"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/service/sqs"
//	)
//
//	var queue *sqs.Client
//
//	func handler(ctx context.Context, request events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
//		var wg sync.WaitGroup
//		defer wg.Wait()
//		wg.Go(func() { audit(ctx, request.RawPath) })
//		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK}, nil
//	}
//
//	func audit(ctx context.Context, path string) {
//		if _, err := queue.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &path}); err != nil {
//			slog.ErrorContext(ctx, "audit failed", "error", err)
//		}
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - when a WaitGroup, an errgroup or a channel joins the goroutine in the
//     function, in a callee, or through a field that some method on the path
//     waits on;
//   - when the channel or the WaitGroup comes from, or goes to, a caller;
//   - for a select between the result and the end of a context;
//   - for goroutines that end with a context or with a channel that the
//     function closes, and for those that only wait for others;
//   - for the writer of a pipe or the stdin of a process that the function
//     reads to its end;
//   - for goroutines that are started once per environment;
//   - without -strict, for a goroutine that does nothing but wait and log.
//
// Several goroutines that one missing wait leaves behind are one finding.
package orphangoroutine
