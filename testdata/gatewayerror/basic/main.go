// Responses that are returned together with an error.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type (
	request  = events.APIGatewayProxyRequest
	response = events.APIGatewayProxyResponse
)

func find(id string) (string, error) { return id, errors.New("not found") }

func notFound(ctx context.Context, event request) (response, error) {
	body, err := find(event.Path)
	if err != nil {
		log.Println("finding:", err)
		return response{StatusCode: http.StatusNotFound}, err // want "502 instead of 404"
	}
	return response{StatusCode: 200, Body: body}, nil
}

// The error of the last call may be set.
func last(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	body, err := json.Marshal(event.RequestContext.Authorizer)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: string(body)}, err // want "502 instead of 200"
}

// A pointer, filled step by step.
func pointer(ctx context.Context, event events.ALBTargetGroupRequest) (*events.ALBTargetGroupResponse, error) {
	r := &events.ALBTargetGroupResponse{}
	r.StatusCode = 400
	if event.Body == "" {
		return r, errors.New("no body") // want "502 instead of 400"
	}
	r.StatusCode = 200
	return r, nil
}

// The helper makes the response, the handler adds the error.
func fail(code int, err error) response {
	return response{StatusCode: code, Body: err.Error()}
}

func helped(ctx context.Context, event request) (response, error) {
	if _, err := find(event.Path); err != nil {
		return fail(500, err), err // want "instead of its StatusCode"
	}
	return response{StatusCode: 204}, nil
}

// The helper returns both.
func both(code int, err error) (response, error) {
	return response{StatusCode: code}, fmt.Errorf("status %d: %w", code, err) // want "instead of its StatusCode.*main.both"
}

func tail(ctx context.Context, event request) (response, error) {
	return both(400, errors.New("bad"))
}

// A response of one's own.
type answer struct {
	Code int    `json:"statusCode"`
	Text string `json:"body"`
}

func own(ctx context.Context, event events.LambdaFunctionURLRequest) (a answer, err error) {
	defer func() { log.Println("done") }()
	if event.Body == "" {
		return answer{Code: 422}, errors.New("no body") // want "502 instead of 422"
	}
	return answer{Code: 200}, nil
}

// Trap: the zero response with the error.
func zero(ctx context.Context, event request) (response, error) {
	if _, err := find(event.Path); err != nil {
		return response{}, err
	}
	return response{StatusCode: 200}, nil
}

// Trap: the error is nil here.
func checked(ctx context.Context, event request) (response, error) {
	body, err := find(event.Path)
	if err != nil {
		return response{}, err
	}
	return response{StatusCode: 200, Body: body}, err
}

// Trap: the function never fails.
func never() (string, error) { return "", nil }

func sure(ctx context.Context, event request) (response, error) {
	body, err := never()
	return response{StatusCode: 200, Body: body}, err
}

// Trap: a helper that returns nil, and a call that is passed on.
func clientError(code int) (response, error) {
	return response{StatusCode: code, Body: http.StatusText(code)}, nil
}

func passes(ctx context.Context, event request) (response, error) {
	if event.Body == "" {
		return clientError(400)
	}
	r, err := clientError(200)
	return r, err
}

// Trap: an HTTP client of one's own has a status code and an error, too.
type reply struct {
	StatusCode int
	Body       string
}

func call(url string) (reply, error) {
	return reply{StatusCode: 500}, errors.New(url)
}

func client(ctx context.Context, event request) (response, error) {
	if _, err := call(event.Path); err != nil {
		return clientError(502)
	}
	return clientError(200)
}

// Trap: a queue reads no status code.
func queue(ctx context.Context, event events.SQSEvent) (response, error) {
	return response{StatusCode: 500}, errors.New("again")
}

func main() {
	for _, h := range []any{notFound, last, pointer, helped, tail, own, zero, checked, sure, passes, client, queue} {
		lambda.Start(h)
	}
}
