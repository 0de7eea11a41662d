// Look-ups that succeed.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func folded(headers map[string]string, name string) string {
	if v, ok := headers[strings.ToLower(name)]; ok {
		return v
	}
	return headers[name]
}

func canonical(headers map[string]string) map[string]string {
	out := make(map[string]string, len(headers))
	for name, value := range headers {
		out[http.CanonicalHeaderKey(name)] = value
	}
	return out
}

func rest(r events.APIGatewayProxyRequest) string { return r.Headers["Authorization"] }

func handler(ctx context.Context, r events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	token := r.Headers["Authorization"]
	if token == "" {
		token = r.Headers["authorization"]
	}
	h := canonical(r.Headers)
	token += h["Content-Type"] + folded(r.Headers, "X-Request-Id") + r.Headers["x-api-key"]
	token += r.QueryStringParameters["Page"] + rest(events.APIGatewayProxyRequest{})
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Headers: map[string]string{"Content-Type": "text/plain"}, Body: token}, nil
}

func main() { lambda.Start(handler) }
