// Package s3key defines an analyzer that finds URL-encoded object keys used as
// names.
//
// # Analyzer s3key
//
// s3key: URL-encoded S3 object keys used as they are
//
// S3 encodes object keys in its notifications as in a query string: "my
// photo.jpg" arrives as "my+photo.jpg". A handler that hands the key on as it is
// works with every key of the test data and fails with NoSuchKey, or writes to
// a wrong name, at the first upload with a blank, an umlaut or a plus sign. The
// event is retried twice and then lost.
//
// aws-lambda-go decodes the key for you: use URLDecodedKey.
//
// The rule reports the read of S3Object.Key on the path of an invocation if
// the value becomes the key of an SDK call, a file name, or an argument of
// another call that can fail.
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
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	var client *s3.Client
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		for _, record := range event.Records {
//			_, err := client.HeadObject(ctx, &s3.HeadObjectInput{
//				Bucket: &record.S3.Bucket.Name,
//				Key:    &record.S3.Object.Key,
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
//
//		"github.com/aws/aws-lambda-go/events"
//		"github.com/aws/aws-lambda-go/lambda"
//		"github.com/aws/aws-sdk-go-v2/service/s3"
//	)
//
//	var client *s3.Client
//
//	func handler(ctx context.Context, event events.S3Event) error {
//		for _, record := range event.Records {
//			_, err := client.HeadObject(ctx, &s3.HeadObjectInput{
//				Bucket: &record.S3.Bucket.Name,
//				Key:    &record.S3.Object.URLDecodedKey,
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
//   - when the key is decoded by url.QueryUnescape or url.PathUnescape, here
//     or in the function it is passed to;
//   - when a package writes decoded keys back into the event;
//   - for logging, comparisons and prefixes;
//   - for CopySource, which S3 wants encoded.
//
// # Fix
//
// Key becomes URLDecodedKey.
package s3key
