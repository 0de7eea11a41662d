// Headers of responses in maps that stay.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type response = events.APIGatewayV2HTTPResponse

var (
	common = map[string]string{"Content-Type": "application/json"}
	always = map[string]string{"Content-Type": "application/json"}
	copied = map[string]string{"Content-Type": "application/json"}
	fixed  = map[string]string{"Content-Type": "application/json"}
	fresh  map[string]string
	unsent = map[string]string{}
)

func redirect(url string) (response, error) {
	common["Location"] = url // want "^main.common outlives the invocation: what this one puts in it is among the headers of the next response; make the map in the handler"
	return response{StatusCode: http.StatusFound, Headers: common}, nil
}

func ok(body string) (response, error) {
	return response{StatusCode: http.StatusOK, Headers: common, Body: body}, nil
}

// Right: no response goes out before the entry is overwritten.
func traced(id string) (response, error) {
	always["X-Request-Id"] = id
	return response{StatusCode: http.StatusOK, Headers: always}, nil
}

// Right: the entry is in a copy.
func copies(id string) (response, error) {
	headers := make(map[string]string, len(copied)+1)
	for k, v := range copied {
		headers[k] = v
	}
	headers["X-Request-Id"] = id
	return response{StatusCode: http.StatusOK, Headers: headers}, nil
}

// Right: it is the same for all.
func cors() (response, error) {
	fixed["Access-Control-Allow-Origin"] = "*"
	return response{StatusCode: http.StatusNoContent, Headers: fixed}, nil
}

func plain() (response, error) {
	return response{StatusCode: http.StatusOK, Headers: fixed}, nil
}

// Right: each invocation makes it.
func made(id string) (response, error) {
	if id != "" {
		fresh["X-Request-Id"] = id
	}
	return response{StatusCode: http.StatusOK, Headers: fresh}, nil
}

// unused is not called: what stays in the map goes nowhere.
func unused() (response, error) {
	return response{StatusCode: http.StatusOK, Headers: unsent}, nil
}

func handler(ctx context.Context, event events.APIGatewayV2HTTPRequest) (response, error) {
	id := event.PathParameters["id"]
	fresh = map[string]string{"Content-Type": "application/json"}
	unsent["X-Request-Id"] = id
	switch event.RawPath {
	case "/go":
		return redirect(event.QueryStringParameters["to"])
	case "/traced":
		return traced(id)
	case "/copies":
		return copies(id)
	case "/cors":
		return cors()
	case "/plain":
		return plain()
	case "/made":
		return made(id)
	}
	return ok(id)
}

func main() { lambda.Start(handler) }
