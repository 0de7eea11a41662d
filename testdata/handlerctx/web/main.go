// Behind an adapter the context comes with the request.
package main

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

var db *sql.DB

func list(w http.ResponseWriter, r *http.Request) {
	rows, err := db.Query("SELECT 1") // want "^sql.DB.Query takes no context.*; use QueryContext with r.Context\\(\\)$"
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
	if err := db.PingContext(context.Background()); err != nil { // want "^context.Background cuts the call off.*; pass r.Context\\(\\)$"
		http.Error(w, "", http.StatusInternalServerError)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", list)
	lambda.Start(httpadapter.New(mux).ProxyWithContext)
}
