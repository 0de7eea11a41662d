// Handlers behind the middleware of a library.
package main

import (
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
	"github.com/gorilla/handlers"
)

func direct(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func returned(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func caught(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut {
		panic("not supported: " + r.Method)
	}
	w.WriteHeader(http.StatusNoContent)
}

func middleware() (func(http.Handler) http.Handler, error) {
	return handlers.CORS(handlers.AllowedOrigins([]string{"*"})), nil
}

func main() {
	wrap, err := middleware()
	if err != nil {
		os.Exit(1)
	}
	first, second, third := http.NewServeMux(), http.NewServeMux(), http.NewServeMux()
	first.HandleFunc("/", direct)
	second.HandleFunc("/", caught)
	third.HandleFunc("/", returned)
	switch os.Getenv("ROUTES") {
	case "direct":
		lambda.Start(httpadapter.New(handlers.CORS()(first)).ProxyWithContext)
	case "caught":
		lambda.Start(httpadapter.New(handlers.RecoveryHandler()(second)).ProxyWithContext)
	}
	lambda.Start(httpadapter.New(wrap(third)).ProxyWithContext)
}
