// Program silent-http serves HTTP behind an adapter, and denies access.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

func get(w http.ResponseWriter, r *http.Request) {
	v, err := load(r.Context(), r.PathValue("id"))
	if err != nil { // want "the error of main.load ends here"
		http.Error(w, "sorry", http.StatusInternalServerError)
		return
	}
	if err := json.NewEncoder(w).Encode(v); err != nil { // want "the error of json.Encoder.Encode ends here"
		w.WriteHeader(500)
		return
	}
}

func find(w http.ResponseWriter, r *http.Request) {
	v, err := load(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	if c, err := r.Cookie("theme"); err != nil {
		http.Redirect(w, r, "/", http.StatusFound)
		return
	} else if c.Value == "" {
		return
	}
	for _, p := range r.URL.Query()["page"] {
		n, err := strconv.Atoi(p)
		if err != nil {
			continue // not a number
		}
		w.WriteHeader(n)
	}
	if _, err := w.Write([]byte(v)); err != nil {
		return // the client is gone
	}
}

func load(ctx context.Context, id string) (string, error) { return "", errors.New("no " + id) }

// authorize denies access to who has no good token: that is its answer.
func authorize(ctx context.Context, req events.APIGatewayV2CustomAuthorizerV2Request) (events.APIGatewayV2CustomAuthorizerSimpleResponse, error) {
	if _, err := load(ctx, req.Headers["authorization"]); err != nil {
		return events.APIGatewayV2CustomAuthorizerSimpleResponse{}, nil
	}
	return events.APIGatewayV2CustomAuthorizerSimpleResponse{IsAuthorized: true}, nil
}

func main() {
	if len(http.MethodGet) == 0 {
		lambda.Start(authorize)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", get)
	mux.HandleFunc("GET /find/{id}", find)
	lambda.Start(httpadapter.NewV2(mux).ProxyWithContext)
}
