// Right code that looks alike.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/jackc/pgx/v5"
)

type queue interface {
	SendMessage(context.Context, *sqs.SendMessageInput, ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
}

var (
	db    *sql.DB
	jobs  queue
	once  sync.Once
	warm  *pgx.ConnConfig
	state string
)

// noContext has none in scope: to give it one is another change.
func noContext() error { return db.Ping() }

func orDefault(ctx context.Context) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	return ctx
}

// finish runs deferred: the invocation may be over.
func finish(ctx context.Context, name string) {
	clean, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, _ = db.ExecContext(clean, "UPDATE jobs SET done = true WHERE name = $1", name)
}

func handler(ctx context.Context, event events.SQSEvent) (err error) {
	once.Do(func() { warm, _ = pgx.ParseConfig(os.Getenv("DATABASE_URL")); _ = db.PingContext(context.Background()) })
	defer finish(ctx, "all")

	conn, err := pgx.ConnectConfig(ctx, warm)
	if err != nil {
		return err
	}
	defer conn.Close(context.Background())
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.Background()) }()

	// What is to be told even if the invocation is over.
	if err := work(orDefault(ctx)); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			_, err = jobs.SendMessage(context.Background(), &sqs.SendMessageInput{})
			return err
		}
		left, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, _ = db.ExecContext(left, "UPDATE jobs SET failed = true")
		return err
	}
	if ctx.Err() != nil {
		_, err = jobs.SendMessage(context.Background(), &sqs.SendMessageInput{})
		return err
	}

	// Detached on purpose, with the values of the invocation.
	if _, err := jobs.SendMessage(context.WithoutCancel(ctx), &sqs.SendMessageInput{}); err != nil {
		return err
	}
	// A logger does not wait.
	slog.InfoContext(context.Background(), "done")

	// The request gets its context before it is sent.
	req, err := http.NewRequest(http.MethodGet, "https://example.com", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	resp.Body.Close()

	// A goroutine that nobody waits for is another rule's matter.
	go func() { _, _ = jobs.SendMessage(context.Background(), &sqs.SendMessageInput{}) }()
	if state == "" {
		_ = db.PingContext(context.Background())
		state = "warm"
	}
	return noContext()
}

func work(ctx context.Context) error { return db.PingContext(ctx) }

func main() {
	_ = db.PingContext(context.Background())
	lambda.Start(handler)
}
