package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

func request(context.Context) events.APIGatewayProxyRequest {
	return events.APIGatewayProxyRequest{Path: "/orders"}
}
