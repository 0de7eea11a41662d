// With -strict: names that are the event's.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/google/uuid"
)

func handler(ctx context.Context, event events.S3Event) error {
	for _, record := range event.Records {
		if err := fromEvent(record.S3.Object.URLDecodedKey); err != nil {
			return err
		}
		if err := mixed(record.S3.Object.URLDecodedKey); err != nil {
			return err
		}
	}
	return nil
}

func fromEvent(key string) error {
	path := "/tmp/" + filepath.Base(key)
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600) // want `^os.WriteFile makes /tmp/…, named after the event`
}

func mixed(key string) error {
	path := "/tmp/" + uuid.NewString() + filepath.Ext(key)
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600)
}

func main() { lambda.Start(handler) }
