// Names that all invocations share, though the file is removed.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/google/uuid"
)

const name = "out.json"

func handler(ctx context.Context, event events.S3Event) error {
	for _, record := range event.Records {
		for _, step := range []func(string) error{constant, environment, random, clock, inRandom, fromEvent} {
			if err := step(record.S3.Object.URLDecodedKey); err != nil {
				return err
			}
		}
	}
	return nil
}

func write(path string) error {
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600)
}

func constant(string) error {
	path := filepath.Join(os.TempDir(), name)
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600) // want `^os.WriteFile makes /tmp/out.json under the same name in every invocation: .*; use os.CreateTemp`
}

func environment(string) error {
	path := fmt.Sprintf("/tmp/%s.json", os.Getenv("STAGE"))
	defer os.Remove(path)
	f, err := os.Create(path) // want `^os.Create makes /tmp/….json under the same name`
	if err != nil {
		return err
	}
	return f.Close()
}

func random(string) error {
	return write("/tmp/" + uuid.New().String())
}

func clock(string) error {
	path := fmt.Sprintf("/tmp/%d", time.Now().UnixNano())
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600)
}

func inRandom(string) error {
	dir, err := os.MkdirTemp("", "x")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return os.WriteFile(filepath.Join(dir, name), nil, 0o600)
}

func fromEvent(key string) error {
	path := "/tmp/" + filepath.Base(key)
	defer os.Remove(path)
	return os.WriteFile(path, nil, 0o600)
}

func main() { lambda.Start(handler) }
