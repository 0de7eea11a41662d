// Program infallible logs, or keeps silent about, errors that cannot occur.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type (
	request  = events.APIGatewayProxyRequest
	response = events.APIGatewayProxyResponse
)

type answer struct {
	Text  string
	Count int
}

// Trap: what is behind the error of strings and numbers never runs.
func handler(ctx context.Context, req request) (response, error) {
	body, err := json.Marshal(answer{req.Body, len(req.Body)})
	if err != nil {
		log.Printf("encoding: %v", err)
		return response{StatusCode: http.StatusInternalServerError}, nil
	}
	var b strings.Builder
	if _, err := b.Write(body); err != nil {
		return response{StatusCode: http.StatusInternalServerError}, nil
	}
	log.Printf("answer of %d bytes", b.Len()) // want "log.Printf writes text"
	return response{StatusCode: http.StatusOK, Body: b.String()}, nil
}

func main() { lambda.Start(handler) }
