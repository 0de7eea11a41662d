// Package selfinvoke defines an analyzer that finds functions that invoke
// themselves.
//
// # Analyzer selfinvoke
//
// selfinvoke: writes to what invoked the function
//
// A handler of a bucket that puts its result into the same bucket is invoked
// by that result, and so on without end. The same goes for a queue, a topic, a
// table with a stream, and for a function that invokes itself. Lambda stops
// such a loop after about sixteen rounds for S3, SQS, SNS and direct
// invocations, if the SDK passes the trace on; for tables and data streams it
// does not, and the bill grows until someone sees it.
//
// The rule reports the field of a write (put, copy, send, publish, invoke) that
// names its target if the value is the event's own bucket, queue, topic, table
// or stream, or comes from lambdacontext.
//
// # Bad
//
//	package main
//
//	import (
//		"context"
//		"strings"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	var client *s3.Client
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		for _, record := range event.Records {
//			_, err := client.PutObject(ctx, &s3.PutObjectInput{
//				Bucket: aws.String(record.S3.Bucket.Name),
//				Key:    aws.String(record.S3.Object.URLDecodedKey + ".txt"),
//				Body:   strings.NewReader("done"),
//			})
//			if err != nil {
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
//		"os"
//		"strings"
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/aws"
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	var (
//		client  *s3.Client
//		results = os.Getenv("RESULTS_BUCKET")
//	)
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		for _, record := range event.Records {
//			_, err := client.PutObject(ctx, &s3.PutObjectInput{
//				Bucket: aws.String(results),
//				Key:    aws.String(record.S3.Object.URLDecodedKey + ".txt"),
//				Body:   strings.NewReader("done"),
//			})
//			if err != nil {
//				return err
//			}
//		}
//		return nil
//	}
//
//	func main() { lambda.Start(handler) }
//
// # When it stays silent
//
//   - for another target, and one whose name is made of the source's name;
//   - for an object whose key begins with a constant or a configured prefix, or
//     gets another folder by strings.Replace, since notifications are filtered
//     by prefix;
//   - where the package looks at the prefix or the suffix of the keys it
//     gets;
//   - for deletes, tags and visibility changes;
//   - for names out of a payload.
package selfinvoke
