// Command calls-constants passes constants that decide what a callee does.
package main

import (
	"context"
	"errors"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// store exits only for a name, and the shortest way has none.
func store(name string) {
	if name != "" {
		if err := os.Remove(name); err != nil {
			log.Fatal(err) // want `log.Fatal ends .*\(main.handler → main.named → main.store\)$`
		}
	}
}

func named(name string) { store(name) }

// Trap: nobody gives it a file.
func check(f *os.File, err error) {
	if f == nil {
		return
	}
	log.Fatal(err)
}

// Trap: the call that would exit is not made.
func finish(really bool) {
	if really {
		leave()
	}
}

func leave() { log.Fatal("done") }

// The constant takes the other branch.
func dry(run bool, err error) {
	if !run {
		panic(err) // want `panic ends`
	}
	log.Fatal(err)
}

// The parameter is another value by then.
func defaulted(name string) {
	if name == "" {
		name = os.TempDir()
	}
	if err := os.Remove(name); err != nil {
		log.Fatal(err) // want `log.Fatal ends`
	}
}

func handler(ctx context.Context, event events.SQSEvent) error {
	store("")
	named(event.Records[0].Body)
	check(nil, errors.New("no file"))
	finish(false)
	dry(false, ctx.Err())
	defaulted("")
	return nil
}

func main() { lambda.Start(handler) }
