// Middleware that answers errors itself.
package main

import (
	"context"
	"errors"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type handler func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error)

// answers turns errors into responses.
func answers(next handler) handler {
	return func(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		r, err := next(ctx, event)
		if err != nil {
			log.Println(err)
			return r, nil
		}
		return r, nil
	}
}

// logs passes errors on.
func logs(next handler) handler {
	return func(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		r, err := next(ctx, event)
		if err != nil {
			log.Println(err)
		}
		return r, err
	}
}

// Trap: the middleware sends the response.
func answered(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return events.APIGatewayProxyResponse{StatusCode: 400}, errors.New("bad")
}

func logged(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return events.APIGatewayProxyResponse{StatusCode: 400}, errors.New("bad") // want "502 instead of 400"
}

func main() {
	if len(lambdaName) > 0 {
		lambda.Start(answers(answered))
	}
	lambda.Start(logs(logged))
}

var lambdaName string
