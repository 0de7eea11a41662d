// The other routers that api-proxy has adapters for.
package main

import (
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	chiadapter "github.com/awslabs/aws-lambda-go-api-proxy/chi"
	echoadapter "github.com/awslabs/aws-lambda-go-api-proxy/echo"
	fiberadapter "github.com/awslabs/aws-lambda-go-api-proxy/fiber"
	"github.com/awslabs/aws-lambda-go-api-proxy/gorillamux"
	negroniadapter "github.com/awslabs/aws-lambda-go-api-proxy/negroni"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"github.com/urfave/negroni"
)

func withEcho(c echo.Context) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func inEchoGroup(c echo.Context) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func echoMiddleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Path() == "" {
			os.Exit(1) // want "os.Exit"
		}
		return next(c)
	}
}

func withChi(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func inChiRoute(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func mountedChi(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func chiMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "" {
			os.Exit(1) // want "os.Exit"
		}
		next.ServeHTTP(w, r)
	})
}

func withGorilla(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func subrouted(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func withFiber(c *fiber.Ctx) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func withNegroni(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func negroniMiddleware(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	os.Exit(1) // want "os.Exit"
	next(w, r)
}

func main() {
	switch os.Getenv("ROUTER") {
	case "echo":
		e := echo.New()
		e.Use(echoMiddleware)
		e.GET("/", withEcho)
		e.Group("/v1").POST("/", inEchoGroup)
		lambda.Start(echoadapter.NewV2(e).ProxyWithContext)
	case "chi":
		r := chi.NewRouter()
		r.Use(chiMiddleware)
		r.Get("/", withChi)
		r.Route("/v1", func(r chi.Router) {
			r.Get("/", inChiRoute)
		})
		sub := chi.NewRouter()
		sub.Get("/", mountedChi)
		r.Mount("/sub", sub)
		lambda.Start(chiadapter.New(r).ProxyWithContext)
	case "gorilla":
		r := mux.NewRouter()
		r.HandleFunc("/", withGorilla).Methods(http.MethodGet)
		r.PathPrefix("/v1").Subrouter().HandleFunc("/", subrouted)
		lambda.Start(gorillamux.New(r).ProxyWithContext)
	case "fiber":
		app := fiber.New()
		app.Get("/", withFiber)
		lambda.Start(fiberadapter.New(app).ProxyWithContext)
	case "negroni":
		m := http.NewServeMux()
		m.HandleFunc("/", withNegroni)
		n := negroni.New()
		n.UseFunc(negroniMiddleware)
		n.UseHandler(m)
		lambda.Start(negroniadapter.New(n).ProxyWithContext)
	}
}
