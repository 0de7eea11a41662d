// HTTP calls where no context is in scope.
package main

import (
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var (
	patient = &http.Client{}
	value   http.Client
	limited = &http.Client{Timeout: 3 * time.Second}
	tuned   = &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Second}}
	set     = &http.Client{}
)

func init() { set.Timeout = time.Second }

func handler(event events.SQSEvent) error {
	http.Get("https://example.com")    // want "^http.Get has neither a timeout nor a context: a server that hangs holds the invocation until Lambda kills it; use a client with a Timeout$"
	patient.Get("https://example.com") // want "^http.Client.Get has neither a timeout nor a context"
	value.Head("https://example.com")  // want "^http.Client.Head has neither"
	limited.Get("https://example.com")
	tuned.Get("https://example.com")
	set.Get("https://example.com")

	own := http.Client{}
	req, err := http.NewRequest(http.MethodGet, "https://example.com", nil)
	if err != nil {
		return err
	}
	own.Do(req)                // want "^http.Client.Do has neither a timeout nor a context"
	http.DefaultClient.Do(req) // want "^http.Client.Do has neither"
	brief := http.Client{Timeout: time.Second}
	brief.Do(req)
	return forward(req)
}

// forward: the request may have a context.
func forward(req *http.Request) error {
	resp, err := patient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() { lambda.Start(handler) }
