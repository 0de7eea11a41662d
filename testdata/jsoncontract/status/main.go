// Responses without a status code.
package main

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type reply struct {
	StatusCode int // its JSON name is StatusCode
	Body       string
}

type wrapped struct {
	events.APIGatewayProxyResponse
	Extra string `json:"-"`
}

func text(context.Context, events.APIGatewayProxyRequest) (string, error) { return "", nil }
func own(context.Context, events.ALBTargetGroupRequest) (*reply, error)   { return nil, nil }
func nothing(context.Context, *events.APIGatewayProxyRequest) error       { return nil }

func literal(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	switch event.Path {
	case "/zero":
		return events.APIGatewayProxyResponse{}, nil // want "the response has no StatusCode: API Gateway answers 502"
	case "/error": // Trap: the error makes it 502 on purpose
		return events.APIGatewayProxyResponse{}, errors.New("no")
	case "/later": // Trap: set step by step
		r := events.APIGatewayProxyResponse{Body: "ok"}
		r.StatusCode = 200
		return r, nil
	}
	return events.APIGatewayProxyResponse{Body: "ok"}, nil // want "the response has no StatusCode"
}

func pointer(ctx context.Context, event events.ALBTargetGroupRequest) (*events.ALBTargetGroupResponse, error) {
	if event.Body == "" {
		return nil, nil // want "the response has no StatusCode: ALB"
	}
	r := &events.ALBTargetGroupResponse{}
	fill(r)
	return r, nil
}

func fill(r *events.ALBTargetGroupResponse) { r.StatusCode = 200 }

// Traps.
func embedded(context.Context, events.APIGatewayProxyRequest) (wrapped, error) { return wrapped{}, nil }
func anything(context.Context, events.APIGatewayProxyRequest) (any, error)     { return nil, nil }
func inferred(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	return events.APIGatewayV2HTTPResponse{Body: "ok"}, nil
}
func authorizes(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	return events.APIGatewayCustomAuthorizerResponse{}, nil
}
func queue(context.Context, events.SQSEvent) (string, error) { return "", nil }

func main() {
	lambda.Start(text)    // want "the result type string has no JSON field statusCode: API Gateway answers 502"
	lambda.Start(own)     // want "the result type main.reply has no JSON field statusCode: ALB"
	lambda.Start(nothing) // want "the handler of an API Gateway event has no result"
	lambda.Start(literal)
	lambda.Start(pointer)
	lambda.Start(embedded)
	lambda.Start(anything)
	lambda.Start(inferred)
	lambda.Start(authorizes)
	lambda.Start(queue)
}
