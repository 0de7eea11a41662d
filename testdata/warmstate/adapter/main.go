// Routes behind a handler of one's own that hands requests to an adapter.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
	"github.com/gin-gonic/gin"
)

var (
	last   string
	path   string
	routes *ginadapter.GinLambda
	web    *httpadapter.HandlerAdapter
)

func init() {
	r := gin.New()
	r.GET("/", func(c *gin.Context) {
		c.String(200, last)
		last = c.Query("name") // want "^main.last outlives the invocation: the next one may find in it what this one took from its event.* \\(main.handler → main.init.func1\\)$"
	})
	routes = ginadapter.New(r)
	mux := http.NewServeMux()
	mux.HandleFunc("/", show)
	web = httpadapter.New(mux)
}

func show(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(path))
	path = r.URL.Path // want "^main.path outlives the invocation: .* \\(main.handler → main.show\\)$"
}

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	if event.Resource == "/" {
		return routes.ProxyWithContext(ctx, event)
	}
	return web.ProxyWithContext(ctx, event)
}

func main() { lambda.Start(handler) }
