// Cleaning up at the start leaves the last invocation's data in /tmp.
package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.S3Event) error {
	if err := clean("/tmp/work"); err != nil {
		return err
	}
	if err := os.MkdirAll("/tmp/work", 0o700); err != nil {
		return err
	}
	for _, record := range event.Records {
		path := filepath.Join("/tmp/work", filepath.Base(record.S3.Object.URLDecodedKey))
		if err := os.WriteFile(path, nil, 0o600); err != nil { // want `^os.WriteFile leaves /tmp/work/… behind: the only removal runs before it is made`
			return err
		}
	}
	return report()
}

func clean(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return errors.New("cannot clean")
	}
	return nil
}

func report() error {
	os.Remove("/tmp/report.csv")
	f, err := os.Create("/tmp/report.csv") // want `^os.Create leaves /tmp/report.csv behind: the only removal runs before it is made`
	if err != nil {
		return err
	}
	return f.Close()
}

func main() { lambda.Start(handler) }
