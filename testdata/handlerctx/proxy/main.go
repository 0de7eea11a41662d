// An adapter's method that hands on no context.
package main

import (
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

func hello(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func main() {
	adapter := httpadapter.New(http.HandlerFunc(hello))
	lambda.Start(adapter.Proxy) // want "^httpadapter.HandlerAdapter.Proxy hands on no context: handlers see neither the deadline nor the request ID; register ProxyWithContext$"
}
