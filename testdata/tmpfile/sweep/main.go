// Whoever runs the handler clears the folder.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/google/uuid"
)

const work = "/tmp/work"

type step func(string) error

func unpack(body string) error {
	for range body {
		if err := os.WriteFile(filepath.Join(work, uuid.NewString()), nil, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func process(body string) error {
	f, err := os.CreateTemp(work, "x")
	if err != nil {
		return err
	}
	return f.Close()
}

func handler(ctx context.Context, event events.SQSEvent) error {
	defer os.RemoveAll(work)
	if err := os.MkdirAll(work, 0o700); err != nil {
		return err
	}
	for _, record := range event.Records {
		for _, s := range []step{unpack} {
			if err := s(record.Body); err != nil {
				return err
			}
		}
		if err := process(record.Body); err != nil {
			return err
		}
		if err := other(); err != nil {
			return err
		}
	}
	return nil
}

func other() error {
	f, err := os.CreateTemp("", "x") // want `^os.CreateTemp leaves /tmp/… behind: .* \(main.handler → main.other\)$`
	if err != nil {
		return err
	}
	return f.Close()
}

func main() { lambda.Start(handler) }
