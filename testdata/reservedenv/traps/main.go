// Right code that looks alike.
package main

import (
	"context"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var once sync.Once

func init() { os.Setenv("HOME", "/tmp") }

func handler(ctx context.Context, event events.SQSEvent) error {
	once.Do(func() { os.Setenv("XDG_CACHE_HOME", "/tmp/cache") })
	return nil
}

// local plays the runtime on a developer's machine.
func local() {
	os.Setenv("AWS_REGION", "eu-west-1")
	os.Setenv("AWS_LAMBDA_FUNCTION_NAME", "local")
	_ = handler(context.Background(), events.SQSEvent{})
}

func main() {
	os.Setenv("TZ", "UTC")
	os.Setenv("AWS_SDK_LOAD_CONFIG", "1")
	if os.Getenv("AWS_LAMBDA_RUNTIME_API") == "" {
		os.Setenv("AWS_DEFAULT_REGION", "eu-west-1")
		local()
		return
	}
	if os.Getenv("PROXY") != "" {
		os.Setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9009") // an extension listens there
	}
	lambda.Start(handler)
}
