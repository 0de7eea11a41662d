// An event under a name of the program's own.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type request events.APIGatewayProxyRequest

func handler(ctx context.Context, r *request) (events.APIGatewayProxyResponse, error) {
	log.Printf("%+v", *r)                   // want "^log.Printf logs the whole events.APIGatewayProxyRequest"
	log.Println(r.Headers["Authorization"]) // want "^log.Println logs the header Authorization"
	log.Println(r.Path)
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handler) }
