// What the rule does not find yet.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/xuri/excelize/v2"
)

// A variable may be set from elsewhere, as tests do.
var output = "out/report.csv"

type job struct{ path string }

func handler(ctx context.Context, event events.SQSEvent) error {
	if err := os.WriteFile(output, nil, 0o600); err != nil {
		return err
	}
	// The path travels in a field.
	j := &job{path: "out/list.csv"}
	if err := j.run(); err != nil {
		return err
	}
	// Save writes to the path that the file was opened with.
	book, err := excelize.OpenFile("templates/report.xlsx")
	if err != nil {
		return err
	}
	return book.Save()
}

func (j *job) run() error { return os.WriteFile(j.path, nil, 0o600) }

func main() { lambda.Start(handler) }
