// Right code that looks alike.
package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var root = "data"

func write(dir, name string) error { return os.WriteFile(filepath.Join(dir, name), nil, 0o600) }

func folder() string {
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") != "" {
		return "/tmp"
	}
	return "out"
}

func handler(ctx context.Context, event events.SQSEvent) error {
	name := event.Records[0].MessageId
	dir, err := os.MkdirTemp("", "work")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	os.Create(filepath.Join(dir, "report.csv"))
	os.CreateTemp("", "x")
	os.WriteFile("/tmp/"+name, nil, 0o600)
	os.WriteFile(filepath.Join(os.TempDir(), "a", name), nil, 0o600)
	os.WriteFile("/mnt/efs/"+name, nil, 0o600)
	os.OpenFile("/dev/null", os.O_WRONLY, 0)
	os.Open("templates/mail.html")
	os.OpenFile("templates/mail.html", os.O_RDONLY, 0)
	os.ReadFile(filepath.Join("templates", name))
	os.WriteFile(filepath.Join(os.Getenv("DATA_DIR"), name), nil, 0o600)
	os.WriteFile(name, nil, 0o600)
	os.WriteFile(filepath.Join(root, name), nil, 0o600)
	os.Create(filepath.Join(folder(), name))
	if os.Getenv("AWS_LAMBDA_RUNTIME_API") == "" {
		os.WriteFile("event.json", nil, 0o600)
	}
	out := "debug.log"
	if len(event.Records) > 1 {
		out = "/tmp/debug.log"
	}
	os.Create(out)
	return write("/tmp", "orders.csv")
}

func main() {
	os.MkdirAll("cache", 0o700)
	lambda.Start(handler)
}
