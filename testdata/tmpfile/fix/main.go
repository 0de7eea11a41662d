// What can be fixed, and what cannot.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context, event events.SQSEvent) error {
	f, err := os.Create("/tmp/report.csv") // want `^os.Create leaves /tmp/report.csv behind`
	if err != nil {
		return err
	}
	defer f.Close()
	for _, record := range event.Records {
		if _, err := f.WriteString(record.Body); err != nil {
			return err
		}
		if err := each(record.Body); err != nil {
			return err
		}
	}
	return folder()
}

func each(body string) error {
	f, err := os.CreateTemp("", "each") // want `^os.CreateTemp leaves /tmp/… behind`
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(body)
	return err
}

func folder() error {
	dir, err := os.MkdirTemp("", "folder") // want `^os.MkdirTemp leaves /tmp/… behind`
	if err != nil {
		return err
	}
	if err := os.Chdir(dir); err != nil {
		return err
	}
	for range 3 {
		f, err := os.CreateTemp("", "loop") // want `^os.CreateTemp leaves /tmp/… behind`
		if err != nil {
			return err
		}
		f.Close()
	}
	f, err := os.Create("/tmp/shared.txt") // want `^os.Create leaves /tmp/shared.txt behind`
	if err != nil {
		return err
	}
	f.Close()
	_, err = os.ReadFile("/tmp/shared.txt")
	return err
}

func main() { lambda.Start(handler) }
