// Program unstructured writes text to the log of an invocation.
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/davecgh/go-spew/spew"
)

var (
	out   io.Writer = os.Stdout
	trail           = log.New(os.Stderr, "orders ", 0)
	plain           = log.New(io.MultiWriter(os.Stderr), "", 0)
)

func handler(ctx context.Context, event events.SQSEvent) error {
	fmt.Println("got", len(event.Records))                    // want "fmt.Println writes text no query or alarm can read; use slog"
	fmt.Printf("%d records\n", len(event.Records))            // want "fmt.Printf writes text"
	fmt.Print("go")                                           // want "fmt.Print writes text"
	log.Printf("%d records", len(event.Records))              // want "log.Printf writes text"
	log.Print("go")                                           // want "log.Print writes text"
	log.Output(1, "go")                                       // want "log.Output writes text"
	println("go")                                             // want "println writes text"
	print("go")                                               // want "print writes text"
	fmt.Fprintln(os.Stdout, "go")                             // want "fmt.Fprintln writes text"
	fmt.Fprintf(os.Stderr, "%d\n", len(event.Records))        // want "fmt.Fprintf writes text"
	os.Stdout.WriteString("go\n")                             // want "os.File.WriteString writes text"
	io.WriteString(os.Stderr, "go\n")                         // want "io.WriteString writes text"
	fmt.Fprintln(out, "go")                                   // want "fmt.Fprintln writes text"
	fmt.Fprintln(io.MultiWriter(os.Stdout, io.Discard), "go") // want "fmt.Fprintln writes text"
	trail.Println("go")                                       // want "log.Logger.Println writes text"
	plain.Println("go")                                       // want "log.Logger.Println writes text"
	spew.Dump(event)                                          // want "spew.Dump writes text"
	defer log.Println("done")                                 // want "log.Println writes text"
	go func() { log.Println("in a goroutine") }()             // want "log.Println writes text"
	return deeper(ctx, event.Records[0].Body)
}

func deeper(ctx context.Context, body string) error {
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, body) // want "fmt.Fprintln writes text .* main.handler → main.deeper."
	return w.Flush()
}

// Writers that are no log.
func report(w http.ResponseWriter, f *os.File) error {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%d", 1)
	fmt.Fprintln(w, "hello")
	fmt.Fprintln(f, "hello")
	if _, err := f.WriteString("hello"); err != nil {
		return err
	}
	_, err := io.WriteString(w, buf.String())
	return err
}

// tee is the writer below a logger: what it gets is made elsewhere.
type tee struct{ w io.Writer }

func (t tee) Write(p []byte) (int, error) {
	os.Stdout.Write(p)
	return t.w.Write(p)
}

func main() {
	fmt.Println("init") // once per environment
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" {
		log.Println("local run")
	}
	lambda.Start(func(ctx context.Context, event events.SQSEvent) error {
		if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" {
			fmt.Println("local run")
		}
		fmt.Fprintln(tee{io.Discard}, "hello")
		if err := report(nil, nil); err != nil {
			return err
		}
		return handler(ctx, event)
	})
}
