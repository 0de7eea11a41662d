// Package jobs fetches objects.
package jobs

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var bucket *s3.Client

// Job is an object to fetch.
type Job struct{ Name string }

// Run fetches it.
func (j Job) Run(ctx context.Context) error {
	_, err := bucket.GetObject(ctx, &s3.GetObjectInput{Key: &j.Name})
	return err
}
