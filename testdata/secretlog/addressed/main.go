// The address of a field goes into a request: nothing of the event is overwritten.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var objects *s3.Client

func handler(ctx context.Context, r events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	log.Printf("request: %+v", r) // want "log.Printf logs"
	_, err := objects.HeadObject(ctx, &s3.HeadObjectInput{Key: &r.Path})
	return events.APIGatewayProxyResponse{StatusCode: 204}, err
}

func main() { lambda.Start(handler) }
