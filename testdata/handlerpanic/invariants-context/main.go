// Whether a context holds what the program puts there is an invariant.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
	"github.com/gin-gonic/gin"
)

var (
	routes *ginadapter.GinLambda
	web    *httpadapter.HandlerAdapter
)

func show(c *gin.Context) {
	user, ok := c.Get("user")
	if !ok {
		panic("no user: the middleware is missing")
	}
	if _, ok := user.(string); !ok {
		panic("user is no text")
	}
	page, ok := c.GetQuery("page")
	if !ok {
		panic("no page") // want `^panic .* \(main.handler → main.show\)$`
	}
	c.String(http.StatusOK, "%v %s", user, page)
}

func traced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lc, ok := lambdacontext.FromContext(r.Context())
		if !ok {
			panic("no Lambda context")
		}
		w.Header().Set("X-Request-Id", lc.AwsRequestID)
		next.ServeHTTP(w, r)
	})
}

func handler(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	if event.Resource == "/" {
		return routes.ProxyWithContext(ctx, event)
	}
	return web.ProxyWithContext(ctx, event)
}

func main() {
	r := gin.New()
	r.GET("/", show)
	routes = ginadapter.New(r)
	web = httpadapter.New(traced(http.NotFoundHandler()))
	lambda.Start(handler)
}
