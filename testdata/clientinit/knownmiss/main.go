// What the rule does not find yet.
package main

import (
	"context"
	"regexp"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// prefix is never assigned again, but another package could: the rule takes a
// parameter that gets it for varying.
func matches(prefix, key string) (bool, error) {
	re, err := regexp.Compile("^" + prefix)
	if err != nil {
		return false, err
	}
	return re.MatchString(key), nil
}

// The region is one of two constants, though the event chooses: two clients
// made in Init would do.
func handler(ctx context.Context, event events.S3Event) error {
	options := s3.Options{Region: "eu-west-1"}
	if event.Records[0].S3.Bucket.Name == "archive" {
		options.Region = event.Records[0].S3.Bucket.Name[:9]
	}
	if _, err := matches("in/", event.Records[0].S3.Object.Key); err != nil {
		return err
	}
	_, err := s3.New(options).HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String("b"), Key: aws.String("k")})
	return err
}

func main() { lambda.Start(handler) }
