// Starts in branches and helpers.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func handler(ctx context.Context) error { return nil }

// Trap: the server runs where Lambda does not.
func either() {
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") != "" {
		lambda.Start(handler)
		return
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// Trap: this branch does not reach the start, or not on Lambda.
func local(file string) {
	if file != "" {
		f, _ := os.Open(file)
		defer f.Close()
		return
	}
	if os.Getenv("AWS_LAMBDA_RUNTIME_API") == "" {
		f, _ := os.Create("local.log")
		defer f.Close()
		log.SetOutput(f)
	}
	lambda.Start(handler)
}

// Trap: the function has a result.
func result(kind string) error {
	switch kind {
	case "lambda":
		lambda.Start(handler)
		return nil
	case "other":
		lambda.Start(handler)
		panic("unreachable")
	}
	return http.ListenAndServe(":8080", nil)
}

// Trap: it goes on in a goroutine.
func background() {
	go lambda.Start(handler)
	log.Println("started")
}

func serve() { lambda.Start(handler) }

func closing(f *os.File) {
	defer f.Close() // want "deferred os.File.Close never runs"
	serve()
	log.Println("served") // want "the code after main.serve never runs"
}

func cleanup() error { return os.RemoveAll("/tmp/cache") }

func main() {
	switch len(os.Args) {
	case 1:
		either()
	case 2:
		local("")
	case 3:
		result("")
		background()
	case 4:
		closing(nil)
	}
	if len(os.Args) > 2 {
		defer cleanup() // want "deferred main.cleanup never runs"
	}
	lambda.StartWithOptions(handler, lambda.WithEnableSIGTERM(func() { cleanup() }))
}
