// Routers and middleware that recover.
package main

import (
	"context"
	"errors"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdaurl"
	chiadapter "github.com/awslabs/aws-lambda-go-api-proxy/chi"
	echoadapter "github.com/awslabs/aws-lambda-go-api-proxy/echo"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	chimiddleware "github.com/go-chi/chi/v5/middleware"
	"github.com/labstack/echo/v4"
	echomiddleware "github.com/labstack/echo/v4/middleware"
)

var errEmpty = errors.New("empty")

// fail panics, or exits, unless somebody sends a header.
func fail(header string) {
	if header == "" {
		panic(errors.Join(errEmpty))
	}
	if header == "exit" {
		os.Exit(1) // want "os.Exit ends the process"
	}
}

func withGin(c *gin.Context) { fail(c.GetHeader("X")) }

func withEcho(c echo.Context) error { fail(c.Request().Header.Get("X")); return nil }

func withHTTP(w http.ResponseWriter, r *http.Request) { fail(r.Header.Get("X")) }

func recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				http.Error(w, "sorry", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func bare(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X") == "" {
		panic(errors.Join(errEmpty)) // want "panic ends"
	}
}

func bareGin(c *gin.Context) {
	if c.GetHeader("X") == "" {
		panic(errors.Join(errEmpty)) // want "panic ends"
	}
}

func beside(c *gin.Context) {
	go func() {
		if c.GetHeader("X") == "" {
			panic(errors.Join(errEmpty)) // want "panic in a goroutine"
		}
	}()
}

func proxy(a *ginadapter.GinLambda) func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return func(ctx context.Context, r events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		return a.ProxyWithContext(ctx, r)
	}
}

func main() {
	switch os.Getenv("ROUTER") {
	case "gin default":
		r := gin.Default()
		r.GET("/", withGin)
		r.GET("/beside", beside)
		lambda.Start(ginadapter.New(r).ProxyWithContext)
	case "gin recovery":
		r := gin.New()
		r.Use(gin.Logger(), gin.Recovery())
		r.GET("/", withGin)
		lambda.Start(proxy(ginadapter.New(r)))
	case "gin bare":
		r := gin.New()
		r.GET("/", bareGin)
		lambda.Start(ginadapter.New(r).ProxyWithContext)
	case "echo":
		e := echo.New()
		e.Use(echomiddleware.Recover())
		e.GET("/", withEcho)
		lambda.Start(echoadapter.New(e).ProxyWithContext)
	case "chi":
		r := chi.NewRouter()
		r.Use(chimiddleware.Recoverer)
		r.Get("/", withHTTP)
		lambda.Start(chiadapter.New(r).ProxyWithContext)
	case "own":
		mux := http.NewServeMux()
		mux.HandleFunc("/", withHTTP)
		lambda.Start(httpadapter.New(recoverer(mux)).ProxyWithContext)
	case "own url":
		lambdaurl.Start(recoverer(http.HandlerFunc(withHTTP)))
	case "bare":
		mux := http.NewServeMux()
		mux.HandleFunc("/", bare)
		lambda.Start(httpadapter.New(mux).ProxyWithContext)
	}
}
