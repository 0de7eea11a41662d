// A program that gives the client of all a timeout.
package main

import (
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handler(event events.SQSEvent) error {
	resp, err := http.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() {
	http.DefaultClient.Timeout = 5 * time.Second
	lambda.Start(handler)
}
