// Panics below a recover are quiet; exits are not, and neither are panics that
// no recover catches.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/handlerpanic/recover/safe"
)

func decode(body string) string {
	if body == "" {
		panic(fmt.Errorf("decoding %q: %w", body, errors.ErrUnsupported))
	}
	return body
}

func deferredClosure(ctx context.Context, event events.SQSEvent) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	decode(event.Records[0].Body)
	if err := ctx.Err(); err != nil {
		panic(err)
	}
	if err := ctx.Err(); err != nil {
		log.Fatal(err) // want "log.Fatal ends the process"
	}
	return nil
}

func handlePanic(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("recovered: %v", r)
	}
}

func deferredFunction(ctx context.Context, event events.SNSEvent) (err error) {
	defer handlePanic(&err)
	if err := ctx.Err(); err != nil {
		panic(err)
	}
	return nil
}

func otherPackage(ctx context.Context, event events.S3Event) (err error) {
	defer safe.Recover(&err)
	if err := ctx.Err(); err != nil {
		panic(err)
	}
	return nil
}

func throughCallback(ctx context.Context, event events.KinesisEvent) error {
	return safe.Call(func() error {
		if err := ctx.Err(); err != nil {
			panic(err)
		}
		return nil
	})
}

// passedOn records the panic and panics again.
func passedOn(ctx context.Context, event events.DynamoDBEvent) error {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("panic: %v", r)
			panic(r)
		}
	}()
	if err := ctx.Err(); err != nil {
		panic(err) // want "panic ends"
	}
	return nil
}

// some passes on what it does not know: it can stop a panic.
func some(ctx context.Context, event events.CodeCommitEvent) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if e, ok := r.(error); ok {
			err = e
			return
		}
		panic(r)
	}()
	if err := ctx.Err(); err != nil {
		panic(err)
	}
	return nil
}

// tooLate defers its recover behind the panic, or on one branch.
func tooLate(ctx context.Context, event events.KafkaEvent) (err error) {
	if err := ctx.Err(); err != nil {
		panic(err) // want "panic ends"
	}
	if os.Getenv("SAFE") != "" {
		defer handlePanic(&err)
	}
	if err := ctx.Err(); err != nil {
		panic(err) // want "panic ends"
	}
	return nil
}

// inGoroutine recovers, but not in the goroutine.
func inGoroutine(ctx context.Context, event events.CloudWatchEvent) (err error) {
	defer handlePanic(&err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := ctx.Err(); err != nil {
			panic(err) // want "panic in a goroutine crashes the process"
		}
	}()
	go func() {
		defer handlePanic(&err)
		if err := ctx.Err(); err != nil {
			panic(err)
		}
	}()
	<-done
	return nil
}

// direct calls recover outside of a deferred function: it does nothing.
func direct(ctx context.Context, event events.ConfigEvent) error {
	recover()
	if err := ctx.Err(); err != nil {
		panic(err) // want "panic ends"
	}
	return nil
}

// nested calls recover in a function that the deferred one calls: that does nothing.
func nested(ctx context.Context, event events.SimpleEmailEvent) error {
	defer func() {
		var err error
		func() { handlePanic(&err) }()
	}()
	if err := ctx.Err(); err != nil {
		panic(err) // want "panic ends"
	}
	return nil
}

func abort(ctx context.Context, event events.LexEvent) error {
	if err := ctx.Err(); err != nil {
		panic(err)
	}
	return nil
}

func main() {
	switch os.Getenv("HANDLER") {
	case "1":
		lambda.Start(deferredClosure)
	case "2":
		lambda.Start(deferredFunction)
	case "3":
		lambda.Start(otherPackage)
	case "4":
		lambda.Start(throughCallback)
	case "5":
		lambda.Start(passedOn)
	case "6":
		lambda.Start(some)
	case "7":
		lambda.Start(tooLate)
	case "8":
		lambda.Start(inGoroutine)
	case "9":
		lambda.Start(direct)
	case "10":
		lambda.Start(nested)
	case "11":
		lambda.Start(safe.Handler(abort))
	}
}
