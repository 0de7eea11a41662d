// Values reach the log through functions of the project.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/secretlog/wrapper/logx"
)

func handler(ctx context.Context, event events.LambdaFunctionURLRequest) (string, error) {
	logx.Value(event)                                  // want "^logx.Value logs the whole events.LambdaFunctionURLRequest"
	logx.Debugf("headers %v", event.Headers)           // want "^logx.Debugf logs all headers"
	logx.Debugf("auth %s", event.Headers["x-api-key"]) // want "^logx.Debugf logs the header x-api-key"
	log.Println("event", logx.JSON(event))             // want "^log.Println logs the whole events.LambdaFunctionURLRequest"
	logx.Debugf("path %s", event.RawPath)
	return logx.JSON(event), nil
}

func main() { lambda.Start(handler) }
