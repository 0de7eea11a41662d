// gin behind its adapter; the adapter is kept in a package variable.
package main

import (
	"context"
	"errors"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/gin-gonic/gin"
)

var adapter *ginadapter.GinLambda

type controller struct{}

func (ctl *controller) get(c *gin.Context) {
	os.Exit(1) // want "os.Exit"
}

func (ctl *controller) grouped(c *gin.Context) {
	panic(errors.New("grouped")) // want "panic ends"
}

func authorise(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		os.Exit(1) // want "os.Exit"
	}
	c.Next()
}

func register(r gin.IRouter, ctl *controller) {
	r.GET("/grouped", ctl.grouped)
}

func init() {
	r := gin.New()
	r.Use(authorise)
	ctl := &controller{}
	r.GET("/orders", ctl.get)
	register(r.Group("/v1"), ctl)
	r.POST("/inline", func(c *gin.Context) {
		os.Exit(1) // want "os.Exit"
	})
	adapter = ginadapter.New(r)
}

func handler(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return adapter.ProxyWithContext(ctx, req)
}

func main() { lambda.Start(handler) }
