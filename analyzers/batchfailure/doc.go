// Package batchfailure defines an analyzer that finds batches whose failures
// are lost or repeated.
//
// # Analyzer batchfailure
//
// batchfailure: one failed record repeats or loses others
//
// Lambda reads queues and streams in batches, and the result of the handler
// decides about each record. An error fails the batch: all records are
// delivered again, those that were done as well, so mails go out twice and
// rows are written twice. Success completes it: a record whose error was only
// logged is deleted from the queue, or passed over in the stream, and lost. A
// response with batchItemFailures says which records failed, if it is right.
//
// Return such a response. The event source mapping has to have
// ReportBatchItemFailures among its function response types; without it, the
// response is ignored, and every record counts as done. Amazon MQ knows no such
// response, and Kafka only in provisioned mode: there, make each record safe to
// repeat, or use batches of one.
//
// The rule reports five kinds of defect in handlers of SQS, Kinesis, DynamoDB
// streams, Kafka and Amazon MQ:
//
//   - abort: the loop over the records ends with the error of one of them,
//     although calls in it change something outside;
//   - swallow: the error of a record is logged, by the loop or by a function
//     that it leaves the record to, and the invocation succeeds;
//   - identifier: ItemIdentifier is set to something other than the MessageId
//     of an SQS message or the SequenceNumber of a stream record, or
//     batchItemFailures is a list of strings, which fails the whole batch;
//   - dropped: failures are returned together with an error, so that Lambda
//     ignores them;
//   - order: the loop reads the MessageGroupId of its records and goes on after
//     a failure, so that later messages of the group overtake the failed one.
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
//	func handler(ctx context.Context, event events.SQSEvent) error {
//		for _, record := range event.Records {
//			if _, err := db.ExecContext(ctx, "INSERT INTO orders VALUES ($1)", record.Body); err != nil {
//				return err
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
//		"database/sql"
//		"log/slog"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//	)
//
//	var db *sql.DB
//
//	func handler(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
//		var response events.SQSEventResponse
//		for _, record := range event.Records {
//			_, err := db.ExecContext(ctx, "INSERT INTO orders VALUES ($1, $2) ON CONFLICT DO NOTHING",
//				record.MessageId, record.Body)
//			if err != nil {
//				slog.ErrorContext(ctx, "saving order failed", "message", record.MessageId, "error", err)
//				response.BatchItemFailures = append(response.BatchItemFailures,
//					events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
//			}
//		}
//		return response, nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for a loop that only decodes and checks, which may end before anything
//     happened;
//   - for an error that says that time is up, or that cannot occur, as that
//     of json.Marshal for strings and numbers;
//   - for a record that has no identifier, which nothing could report;
//   - for a batch whose length is checked to be one;
//   - for errors that are collected and joined after all records were tried;
//   - for a record that was put aside first, in another queue or a table;
//   - without -strict, for a record that cannot be decoded and is logged and
//     skipped, for a last step whose error is logged in a loop that reports
//     other errors, and for a loop that does no more than ask other Lambda
//     functions.
package batchfailure
