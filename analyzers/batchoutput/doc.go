// Package batchoutput defines an analyzer that finds batch calls whose failed
// entries nobody looks at.
//
// # Analyzer batchoutput
//
// batchoutput: the failed entries of a batch call are never read
//
// SendMessageBatch, PutEvents, PutRecords, BatchWriteItem and their kin return
// a nil error even if single entries were throttled or refused: the output says
// which. Code that checks the error alone takes the batch for done. In a
// Lambda that means that the event which the entries came from is acknowledged
// and deleted, and the entries are gone.
//
// Read the failures, and send those entries again that failed. The least is to
// return an error, as the good program does: then nothing is lost, but the retry
// repeats the entries that were accepted, too.
//
// The rule reports a batch call of the AWS SDK (v1, v2, and interfaces that
// stand for a client) on the path of an invocation, if neither the failures nor
// the results of single entries in its output are read.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/service/eventbridge"
//		"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
//	)
//
//	var bus *eventbridge.Client
//
//	func handler(ctx context.Context, entries []types.PutEventsRequestEntry) error {
//		_, err := bus.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: entries})
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
//		"fmt"
//
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/service/eventbridge"
//		"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
//	)
//
//	var bus *eventbridge.Client
//
//	func handler(ctx context.Context, entries []types.PutEventsRequestEntry) error {
//		output, err := bus.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: entries})
//		if err != nil {
//			return err
//		}
//		if output.FailedEntryCount > 0 {
//			return fmt.Errorf("%d of %d events failed", output.FailedEntryCount, len(entries))
//		}
//		return nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - where the failures or the results of the entries are read, in the
//     function or in one of the package that it hands the output to;
//   - where the output is stored, logged, or passed to code out of sight;
//   - where the client is an interface behind which the program has an
//     implementation of its own.
package batchoutput
