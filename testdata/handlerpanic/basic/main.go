// The four kinds of finding, and the fix.
package main

import (
	"context"
	"errors"
	"log"
	"os"
	"regexp"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type order struct{ ID string }

func parse(body string) (order, error) {
	if body == "" {
		log.Fatalf("parsing %q: %v", body, errors.New("empty")) // want `^log.Fatalf ends the process: deferred calls are skipped, nothing is reported to Lambda, the environment is lost; return an error \(main.handler → main.parse\)$`
	}
	return order{ID: body}, nil
}

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		re := regexp.MustCompile(record.Body) // want "^regexp.MustCompile panics when its input is wrong, and a panic ends the execution environment; use the variant that returns an error$"
		o, err := parse(re.String())
		if err != nil {
			panic(err) // want "^panic ends the execution environment, and the next invocation pays a cold start; return an error$"
		}
		go func() {
			if o.ID == "" {
				panic(errors.New("no id")) // want `^panic in a goroutine crashes the process, whatever the handler recovers: nothing is reported to Lambda; pass the error back \(main.handler → main.handler.func1\)$`
			}
		}()
		if err := ctx.Err(); err != nil {
			log.Println("stopping")
			os.Exit(1) // want "^os.Exit ends the process"
		}
	}
	return nil
}

func main() {
	if os.Getenv("TABLE") == "" {
		log.Fatal("TABLE is not set")
	}
	lambda.Start(handler)
}
