// A canonical copy of the headers is another map.
package main

import (
	"context"
	"net/textproto"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func canonical(headers map[string]string) map[string]string {
	copied := make(map[string]string, len(headers))
	for name, value := range headers {
		copied[textproto.CanonicalMIMEHeaderKey(name)] = value
	}
	return copied
}

func handler(ctx context.Context, r events.APIGatewayV2HTTPRequest) (string, error) {
	origin := canonical(r.Headers)["Origin"]
	return origin + r.Headers["User-Agent"], nil // want "APIGatewayV2HTTPRequest.Headers.\"User-Agent\". finds nothing"
}

func main() { lambda.Start(handler) }
