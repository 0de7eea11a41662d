// net/http handlers behind adapters.
package main

import (
	"context"
	"errors"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdaurl"
	"github.com/awslabs/aws-lambda-go-api-proxy/handlerfunc"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

func onMux(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit .*an error$"
}

func onDefault(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func onDefaultFunc(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func single(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func elsewhere(w http.ResponseWriter, r *http.Request) { os.Exit(1) }

type server struct {
	mux   *http.ServeMux
	store *store
}

type store struct{}

func (s *store) load() error {
	os.Exit(1) // want `os.Exit .* → main.server.ServeHTTP → main.server.orders → main.store.load\)$`
	return nil
}

func newServer() *server {
	s := &server{mux: http.NewServeMux(), store: &store{}}
	s.routes()
	return s
}

func (s *server) routes() {
	s.mux.HandleFunc("GET /orders", s.orders)
	s.mux.Handle("GET /checked", s.checked(http.HandlerFunc(s.hello)))
	s.mux.HandleFunc("GET /made", s.makeHandler())
	s.mux.Handle("GET /api/", http.StripPrefix("/api", http.TimeoutHandler(http.HandlerFunc(s.stripped), 1, "")))
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *server) orders(w http.ResponseWriter, r *http.Request) {
	if err := s.store.load(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *server) checked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			os.Exit(1) // want "os.Exit"
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) hello(w http.ResponseWriter, r *http.Request) {
	panic(errors.New("hello")) // want `panic ends .*main.server.hello\)$`
}

func (s *server) stripped(w http.ResponseWriter, r *http.Request) {
	os.Exit(1) // want "os.Exit"
}

func (s *server) makeHandler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		os.Exit(1) // want "os.Exit"
	}
}

type closer struct{}

func (closer) Close() error { os.Exit(1); return nil }

func main() {
	switch os.Getenv("HANDLER") {
	case "mux":
		mux := http.NewServeMux()
		mux.HandleFunc("/", onMux)
		lambda.Start(httpadapter.New(mux).ProxyWithContext)
	case "default":
		http.Handle("/a", http.HandlerFunc(onDefault))
		http.HandleFunc("/b", onDefaultFunc)
		lambda.Start(httpadapter.NewV2(http.DefaultServeMux).ProxyWithContext)
	case "nil":
		lambdaurl.Start(nil)
	case "func":
		adapter := handlerfunc.NewALB(single)
		lambda.Start(adapter.ProxyWithContext)
	case "server":
		s := newServer()
		adapter := httpadapter.New(s)
		lambda.Start(func(ctx context.Context, event any) (any, error) { return proxy(ctx, adapter) })
	}
	other := http.NewServeMux()
	other.HandleFunc("/", elsewhere)
	_ = other
}

func proxy(ctx context.Context, adapter *httpadapter.HandlerAdapter) (any, error) {
	return adapter.ProxyWithContext(ctx, request(ctx))
}
