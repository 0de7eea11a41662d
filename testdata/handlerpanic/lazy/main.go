// A lazy initialisation runs inside an invocation, which has to return its error.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var (
	db      *sql.DB
	replica *sql.DB
	reports *sql.DB
	ready   bool
	config  map[string]string
)

func connect() *sql.DB {
	if db != nil {
		return db
	}
	handle, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err) // want "^log.Fatal ends the process"
	}
	if err := handle.Ping(); err != nil {
		panic(err) // want "^panic ends the execution environment"
	}
	db = handle
	return db
}

func openReplica() (err error) {
	replica, err = sql.Open("pgx", os.Getenv("REPLICA_URL"))
	return err
}

func configure() {
	if ready {
		return
	}
	ready = true
	text, err := os.ReadFile("/opt/config.json")
	if err != nil {
		log.Fatal(err) // want "^log.Fatal ends the process"
	}
	if err := json.Unmarshal(text, &config); err != nil {
		panic(err) // want "^panic ends the execution environment"
	}
}

func handler(ctx context.Context, event events.SQSEvent) error {
	configure()
	if replica == nil {
		if err := openReplica(); err != nil {
			log.Fatal(err) // want "^log.Fatal ends the process"
		}
	}
	if reports == nil { // never set: the handle is never kept
		handle, err := sql.Open("pgx", os.Getenv("REPORTS_URL"))
		if err != nil {
			log.Fatal(err) // want "^log.Fatal ends the process"
		}
		if err := handle.Ping(); err != nil {
			log.Fatal(err) // want "^log.Fatal ends the process"
		}
	}
	if err := replica.PingContext(ctx); err != nil {
		log.Fatal(err) // want "^log.Fatal ends the process"
	}
	return connect().PingContext(ctx)
}

func main() { lambda.Start(handler) }
