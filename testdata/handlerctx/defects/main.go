// Work cut off from the invocation, in the handler and below it.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go/aws/session"
	v1s3 "github.com/aws/aws-sdk-go/service/s3"
	"github.com/aws/aws-sdk-go/service/s3/s3iface"
)

var (
	db      *sql.DB
	objects               = s3.New(s3.Options{})
	old     s3iface.S3API = v1s3.New(session.Must(session.NewSession()))
)

func handler(ctx context.Context, event events.SQSEvent) error {
	if _, err := objects.ListBuckets(context.Background(), nil); err != nil { // want "^context.Background cuts the call off from the invocation: it sees neither the deadline nor a cancellation; pass ctx$"
		return err
	}
	// A timeout of its own does not know how much of the invocation is left.
	limited, cancel := context.WithTimeout(context.TODO(), time.Minute) // want "^context.TODO cuts the call off from the invocation.*; pass ctx$"
	defer cancel()
	if _, err := objects.ListBuckets(limited, nil); err != nil {
		return err
	}
	if _, err := db.Exec("DELETE FROM jobs"); err != nil { // want "^sql.DB.Exec takes no context, so it does not end with the invocation; use ExecContext with ctx$"
		return err
	}
	tx, err := db.Begin() // want "^sql.DB.Begin takes no context, so it does not end with the invocation; use BeginTx with ctx$"
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := old.GetObject(&v1s3.GetObjectInput{}); err != nil { // want "^s3iface.S3API.GetObject takes no context.*; use GetObjectWithContext with ctx$"
		return err
	}
	resp, err := http.Get("https://example.com") // want "^http.Get has neither a timeout nor a context: a server that hangs holds the invocation until Lambda kills it; use http.NewRequestWithContext with ctx$"
	if err != nil {
		return err
	}
	resp.Body.Close()
	req, err := http.NewRequest(http.MethodGet, "https://example.com", nil) // want "^http.NewRequest takes no context.*; use NewRequestWithContext with ctx$"
	if err != nil {
		return err
	}
	if resp, err = http.DefaultClient.Do(req); err != nil {
		return err
	}
	resp.Body.Close()
	if err := exec.Command("ffmpeg", "-version").Run(); err != nil { // want "^exec.Command takes no context.*; use CommandContext with ctx$"
		return err
	}
	var group sync.WaitGroup
	for range event.Records {
		group.Add(1)
		go func() {
			defer group.Done()
			_, _ = objects.ListBuckets(context.Background(), nil) // want "^context.Background cuts the call off.*\\(main.handler → main.handler.func1\\)$"
		}()
	}
	group.Wait()
	return unnamed(ctx, event)
}

func unnamed(context.Context, events.SQSEvent) error {
	return db.Ping() // want "^sql.DB.Ping takes no context.*; use PingContext with the context, whose parameter has no name yet"
}

func main() { lambda.Start(handler) }
