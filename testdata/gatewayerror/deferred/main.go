// A deferred function sets the error to nil, in the handler or around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type handler func(context.Context, events.ALBTargetGroupRequest) (events.ALBTargetGroupResponse, error)

func own(ctx context.Context, r events.ALBTargetGroupRequest) (resp events.ALBTargetGroupResponse, err error) {
	defer func() {
		if err != nil {
			resp.StatusCode = 500
			err = nil
		}
	}()
	if r.Body == "" {
		return events.ALBTargetGroupResponse{StatusCode: 400}, errors.New("no body")
	}
	return events.ALBTargetGroupResponse{StatusCode: 200}, nil
}

func answering(next handler) handler {
	return func(ctx context.Context, r events.ALBTargetGroupRequest) (resp events.ALBTargetGroupResponse, err error) {
		defer func() {
			if err != nil {
				log.Print(err)
				err = nil
			}
		}()
		return next(ctx, r)
	}
}

func answered(ctx context.Context, r events.ALBTargetGroupRequest) (events.ALBTargetGroupResponse, error) {
	if r.Body == "" {
		return events.ALBTargetGroupResponse{StatusCode: 400}, errors.New("no body")
	}
	return events.ALBTargetGroupResponse{StatusCode: 200}, nil
}

// The deferred function recovers: an error stays one.
func recovering(ctx context.Context, r events.ALBTargetGroupRequest) (resp events.ALBTargetGroupResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp.StatusCode, err = 500, nil
		}
	}()
	if r.Body == "" {
		return events.ALBTargetGroupResponse{StatusCode: 400}, errors.New("no body") // want "502 instead of 400"
	}
	return events.ALBTargetGroupResponse{StatusCode: 200}, nil
}

// The response and its error come from one call: the finding stands there.
func byPointer(ctx context.Context, r events.ALBTargetGroupRequest) (events.ALBTargetGroupResponse, error) {
	resp, err := build(r.Body)
	if err != nil {
		return *resp, fmt.Errorf("build: %w", err)
	}
	return *resp, nil
}

func build(body string) (*events.ALBTargetGroupResponse, error) {
	if body == "" {
		return &events.ALBTargetGroupResponse{StatusCode: 400}, errors.New("no body") // want "502 instead of 400"
	}
	return &events.ALBTargetGroupResponse{StatusCode: 200}, nil
}

func main() {
	switch os.Getenv("FUNCTION") {
	case "own":
		lambda.Start(own)
	case "answered":
		lambda.Start(answering(answered))
	case "recovering":
		lambda.Start(recovering)
	default:
		lambda.Start(byPointer)
	}
}
