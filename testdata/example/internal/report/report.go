// Package report writes what accounting wants to have of each payment, and puts it into
// their bucket.
package report

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/lambdavet/lambdavet/testdata/example/internal/order"
)

// Uploader is the part of S3 that we use.
type Uploader interface {
	PutObject(ctx context.Context, in *s3.PutObjectInput, opts ...func(*s3.Options)) (*s3.PutObjectOutput, error)
}

// Archive is accounting's bucket.
type Archive struct {
	s3     Uploader
	bucket string
}

// NewArchive returns an archive in that bucket.
func NewArchive(s3 Uploader, bucket string) *Archive {
	return &Archive{s3: s3, bucket: bucket}
}

// Batch archives the payments of one batch as a table.
func (a *Archive) Batch(ctx context.Context, name string, payments []order.Payment) error {
	f, err := os.Create("/tmp/payments.csv")
	if err != nil {
		return fmt.Errorf("create report: %w", err)
	}
	defer f.Close()

	w := csv.NewWriter(f)
	for _, p := range payments {
		w.Write([]string{p.OrderID, strconv.FormatInt(p.Amount, 10), p.PaidAt.String()})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return a.upload(ctx, "batches/"+name+".csv", f)
}

// Invoice archives the invoice of one order.
func (a *Archive) Invoice(ctx context.Context, o order.Order) error {
	f, err := os.CreateTemp("", "invoice-*.txt")
	if err != nil {
		return fmt.Errorf("create invoice: %w", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()

	for _, line := range o.Lines {
		fmt.Fprintf(f, "%4d x %-30s %10d\n", line.Quantity, line.SKU, line.Price)
	}
	fmt.Fprintf(f, "%47d\n", o.Total)
	return a.upload(ctx, "invoices/"+o.ID+".txt", f)
}

func (a *Archive) upload(ctx context.Context, key string, f *os.File) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("rewind %s: %w", key, err)
	}
	_, err := a.s3.PutObject(ctx, &s3.PutObjectInput{
		Bucket: aws.String(a.bucket),
		Key:    aws.String(key),
		Body:   f,
	})
	if err != nil {
		return fmt.Errorf("upload %s: %w", key, err)
	}
	return nil
}
