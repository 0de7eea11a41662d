// The value is followed to where it was made.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func bad(events.SQSEvent, context.Context) error  { return nil }
func good(context.Context, events.SQSEvent) error { return nil }

func choose(kind string) any {
	if kind == "bad" {
		return bad
	}
	return good
}

// run is a helper of several programs.
func run(name string, handler any) {
	println(name)
	lambda.StartWithOptions(handler)
}

var registered any

func init() { registered = bad }

func main() {
	lambda.Start(choose(os.Args[0])) // want "main.bad takes the context second"
	run("good", good)
	run("bad", bad) // want "main.bad takes the context second"
	var h any = good
	if len(os.Args) > 1 {
		h = bad
	}
	lambda.Start(h)          // want "main.bad takes the context second"
	lambda.Start(registered) // want "main.bad takes the context second"
}
