package main

import (
	"context"
	"os"
	"testing"

	"github.com/aws/aws-lambda-go/events"
)

func TestMain(m *testing.M) { os.Exit(m.Run()) }

func handlerForTests(ctx context.Context, event events.SQSEvent) error {
	os.Exit(1)
	return nil
}
