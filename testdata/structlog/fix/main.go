// Program fix has lines that slog could write.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type item struct {
	ID      string
	Price   float64
	updated time.Time
}

const limit = 5

func (i item) GetName() string { return i.ID }

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	body := []byte(event.Body)
	it := &item{ID: "a"}
	err := handle(ctx, it)

	// The values become attributes.
	log.Printf("loading order %s: %v", it.ID, err)                                                                             // want "log.Printf writes text"
	log.Println("order", it.ID, "failed:", err)                                                                                // want "log.Println writes text"
	fmt.Println("starting up")                                                                                                 // want "fmt.Println writes text"
	fmt.Printf("id=%s price=%.2f ok\n", it.ID, it.Price)                                                                       // want "fmt.Printf writes text"
	fmt.Printf("got %d bytes (%s)\n", len(body), body)                                                                         // want "fmt.Printf writes text"
	fmt.Fprintf(os.Stderr, "error: failed to save: %s\n", err.Error())                                                         // want "fmt.Fprintf writes text"
	log.Printf("%s, %q", it.GetName(), *it)                                                                                    // want "log.Printf writes text"
	log.Printf("request %s from %s at %s", event.RequestContext.RequestID, event.RequestContext.Identity.SourceIP, time.Now()) // want "log.Printf writes text"
	log.Printf("message %s, level %s, message %s", event.Body, event.Path, strings.ToUpper(event.Body))                        // want "log.Printf writes text"
	// want:+1 "log.Printf writes text"
	log.Printf(
		"a long line with %v and %v",
		it,
		it.updated,
	)
	log.Printf("order saved, item count: %d, id: '%s'.", len(it.ID), it.ID)    // want "log.Printf writes text"
	log.Printf("cannot read %s, error: %s", it.ID, err.Error())                // want "log.Printf writes text"
	log.Printf("Order loaded. Cannot open: %v", err)                           // want "log.Printf writes text"
	log.Printf("retries default to %d, limit: %d. Value: %v", 3, limit, it.ID) // want "log.Printf writes text"
	log.Println("Error: no such order:", it.ID)                                // want "log.Println writes text"
	log.Println("WARNING: slow")                                               // want "log.Println writes text"
	defer log.Println("done", it.ID)                                           // want "log.Println writes text"

	// These are left as they are: there is no text, a verb that a value cannot
	// stand for, a value that JSON does not know, or a comment in the way.
	log.Println(err)                          // want "log.Println writes text"
	log.Printf("%T", err)                     // want "log.Printf writes text"
	log.Printf("handler %v", handler)         // want "log.Printf writes text"
	log.Printf("request %+v", http.Request{}) // want "log.Printf writes text"
	log.Println("order" /* the id */, it.ID)  // want "log.Println writes text"
	log.Println(values()...)                  // want "log.Println writes text"
	n, _ := fmt.Println("order", it.ID)       // want "fmt.Println writes text"
	without(n)
	shadowed("order")
	fetch(nil, nil)
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

// No context is in scope.
func without(n int) {
	log.Printf("wrote %d bytes", n) // want "log.Printf writes text"
	func() {
		ctx := context.Background()
		log.Printf("wrote %d bytes", n) // want "log.Printf writes text"
		_ = ctx
	}()
}

// slog means something else here.
func shadowed(slog string) {
	// Without the print, nothing would use the variable.
	out := os.Stdout
	fmt.Fprintln(out, "in shadowed") // want "fmt.Fprintln writes text"
	log.Println("in shadowed", slog) // want "log.Println writes text"
}

// The request is nil where it could not be made: its context is no context to
// log with. That of a request the function was given is.
func fetch(w http.ResponseWriter, r *http.Request) {
	_, err := send("https://example.com")
	log.Printf("fetch: %v", err) // want "log.Printf writes text"
}

func send(url string) (*http.Request, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		log.Printf("no request for %s: %v", url, err) // want "log.Printf writes text"
	}
	return req, err
}

func values() []any { return nil }

func handle(context.Context, *item) error { return nil }

func main() { lambda.Start(handler) }
