// Names that never arrive.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

const signature = "X-Signature"

func header(headers map[string]string, name string) string { return headers[name] }

func ofRequest(r *events.APIGatewayV2HTTPRequest, name string) (string, bool) {
	v, ok := r.Headers[name]
	return v, ok
}

func handler(ctx context.Context, r events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	token := r.Headers["Authorization"]      // want "^APIGatewayV2HTTPRequest.Headers..Authorization.. finds nothing: this source sends header names in lower case; use .authorization.$"
	if sig, ok := r.Headers[signature]; ok { // want "X-Signature"
		token += sig
	}
	h := r.Headers
	token += h["Content-Type"] + header(h, "X-Request-Id") // want "Content-Type" "X-Request-Id"
	v, _ := ofRequest(&r, "Origin")                        // want "Origin"
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: token + v}, balancer(events.ALBTargetGroupRequest{})
}

func balancer(r events.ALBTargetGroupRequest) error {
	println(r.Headers["X-Forwarded-For"]) // want "^ALBTargetGroupRequest.Headers..X-Forwarded-For.. finds nothing"
	return nil
}

func main() { lambda.Start(handler) }
