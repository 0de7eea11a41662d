// Deferred calls and statements that lambda.Start keeps from running.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"
	"go.uber.org/zap"
)

func handler(ctx context.Context) error { return nil }

var mu sync.Mutex

func setup() (func(context.Context) error, error) { return nil, nil }

func opened() func() {
	db, _ := sql.Open("pgx", "")
	return func() { db.Close() }
}

func main() {
	logger, _ := zap.NewProduction()
	defer logger.Sync() // want "deferred zap.Logger.Sync never runs"
	db, _ := sql.Open("pgx", "")
	defer func() { // want "deferred sql.DB.Close never runs"
		if err := db.Close(); err != nil {
			log.Println(err)
		}
	}()
	mu.Lock()
	defer mu.Unlock() // want "deferred sync.Mutex.Unlock never runs"
	shutdown, _ := setup()
	defer shutdown(context.Background()) // want "deferred shutdown never runs"
	closeDB := opened()
	defer closeDB()           // want "deferred sql.DB.Close never runs"
	defer fmt.Println("done") // want "deferred fmt.Println never runs"

	events, _ := nats.Connect("nats://localhost")
	defer events.Drain() // want "deferred nats.Conn.Drain never runs"
	said := zerolog.New(os.Stdout)
	defer said.Info().Msg("done") // want "deferred zerolog.Event.Msg never runs"

	// Trap: nothing is missed.
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = ctx
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	count := 0
	defer func() { count++ }()
	defer func() {
		if r := recover(); r != nil {
			log.Println(r)
		}
	}()

	lambda.Start(handler)
	fmt.Println("stopped") // want "the code after lambda.Start never runs"
	os.Exit(0)
}
