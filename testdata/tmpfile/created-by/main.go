// A helper makes a file at a path that the caller picks.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := cared(record); err != nil {
			return err
		}
		if err := half(record); err != nil {
			return err
		}
	}
	return nil
}

// cared: if save fails, there is no file.
func cared(record events.SQSMessage) error {
	path := filepath.Join(os.TempDir(), record.MessageId)
	if err := save(path, record.Body); err != nil {
		return err
	}
	defer os.Remove(path)
	_, err := os.ReadFile(path)
	return err
}

func save(path, body string) error { return os.WriteFile(path, []byte(body), 0o600) }

// half: if fill fails, the file may be there.
func half(record events.SQSMessage) error {
	path := filepath.Join(os.TempDir(), "half-"+record.MessageId)
	if err := fill(path, record.Body); err != nil {
		return err
	}
	defer os.Remove(path)
	_, err := os.ReadFile(path)
	return err
}

func fill(path, body string) error {
	f, err := os.Create(path) // want `^os.Create leaves /tmp/half-… behind when main.go:\d+ returns`
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(body)
	return err
}

func main() { lambda.Start(handler) }
