// Program silent-api answers failures.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type (
	request  = events.APIGatewayProxyRequest
	response = events.APIGatewayProxyResponse
)

var (
	errNotFound = errors.New("not found")
	failures    int
	lastError   error
	notify      = make(chan string, 1)
)

func handler(ctx context.Context, req request) (response, error) {
	if _, err := load(ctx, "a"); err != nil { // want "the error of main.load ends here, neither logged nor returned: the failure leaves no trace; log it before answering"
		return response{StatusCode: http.StatusInternalServerError}, nil
	}
	b, err := load(ctx, "b")
	if err != nil { // want "the error of main.load ends here"
		return answer(500, "sorry"), nil
	}
	if err := store(ctx, b); err != nil { // want "the error of main.store ends here"
		if errors.Is(err, errNotFound) || err == os.ErrNotExist {
			return response{StatusCode: 404}, nil
		}
		resp := response{Body: "sorry"}
		resp.StatusCode = 502
		return resp, nil
	}
	if err := store(ctx, b); err != nil { // want "the error of main.store ends here"
		return response{StatusCode: 200}, nil
	}
	if err := store(ctx, b); err != nil { // want "the error of main.store ends here"
		return response{}, nil
	}
	if err := store(ctx, b); err != nil { // want "the error of main.store ends here"
		return fail("sorry")
	}
	return others(ctx, req)
}

func answer(status int, text string) response {
	body, _ := json.Marshal(map[string]string{"error": text})
	return response{StatusCode: status, Body: string(body)}
}

func fail(text string) (response, error) {
	return response{StatusCode: 500, Body: text}, nil
}

// What follows is right.
func right(ctx context.Context, req request) (resp response, failed error) {
	var body struct{ ID string }
	if err := json.Unmarshal([]byte(req.Body), &body); err != nil {
		return response{StatusCode: http.StatusBadRequest}, nil // the caller's fault
	}
	if err := store(ctx, body.ID); err != nil {
		slog.ErrorContext(ctx, "storing failed", "error", err)
		return response{StatusCode: 500}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		return response{}, fmt.Errorf("storing: %w", err)
	}
	if err := store(ctx, body.ID); err != nil {
		return response{}, errors.New("storing failed")
	}
	if err := store(ctx, body.ID); err != nil {
		return response{StatusCode: 500, Body: err.Error()}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		slog.ErrorContext(ctx, "storing failed")
		return response{StatusCode: 500}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		failures++
		return response{StatusCode: 500}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		notify <- body.ID
		return response{StatusCode: 500}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		lastError = err
		return response{StatusCode: 500}, nil
	}
	if err := store(ctx, body.ID); err != nil {
		return logged(500), nil
	}
	_, err := load(ctx, body.ID)
	record(err)
	if err != nil {
		return response{StatusCode: 500}, nil
	}
	text, err := load(ctx, body.ID)
	if err != nil {
		text = "default"
	}
	if err := noisy(ctx, text); err != nil {
		return response{StatusCode: 500}, nil // logged where it happened
	}
	if failed = store(ctx, text); failed != nil {
		return // the named result
	}
	err = store(ctx, text)
	defer func() { record(err) }()
	if err != nil {
		return response{StatusCode: 500}, nil
	}
	return response{StatusCode: 200}, nil
}

func others(ctx context.Context, req request) (response, error) { return right(ctx, req) }

func logged(status int) response {
	slog.Error("answering with an error", "status", status)
	return response{StatusCode: status}
}

func noisy(ctx context.Context, text string) error {
	err := store(ctx, text)
	if err != nil {
		slog.ErrorContext(ctx, "storing failed", "error", err)
	}
	return err
}

func record(error) {}

func load(ctx context.Context, key string) (string, error) { return "", errNotFound }

func store(ctx context.Context, value string) error { return errNotFound }

func main() {
	if os.Getenv("STRICT") != "" {
		lambda.Start(right)
	}
	lambda.Start(handler)
}
