// What is not found yet.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/s3key/knownmiss/jobs"
)

// The key takes the way through a field that another package reads.
func handler(ctx context.Context, event events.S3Event) error {
	for _, r := range event.Records {
		j := jobs.Job{Name: r.S3.Object.Key}
		if err := j.Run(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() { lambda.Start(handler) }
