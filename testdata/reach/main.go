// The program has one call of each kind that the picture of an entry point
// shows, and calls that look like one.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	once   sync.Once
	db     *sql.DB
	client *http.Client
	items  table
	queue  *sqs.Client
)

// table has the method of the client that it wraps: one effect, not two.
type table struct{ client *dynamodb.Client }

func (t table) PutItem(ctx context.Context, in *dynamodb.PutItemInput) (*dynamodb.PutItemOutput, error) {
	return t.client.PutItem(ctx, in)
}

func valid(in *dynamodb.PutItemInput) bool { return in.TableName != nil } // only looks

// conn opens the database when it is first asked for.
func conn() *sql.DB {
	once.Do(func() { db, _ = sql.Open("pgx", os.Getenv("DSN")) })
	return db
}

func handle(ctx context.Context, event events.SQSEvent) error {
	in := &dynamodb.PutItemInput{}
	if valid(in) {
		if _, err := items.PutItem(ctx, in); err != nil {
			return err
		}
	}
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") == "" { // on a developer's machine
		queue.SendMessage(ctx, &sqs.SendMessageInput{})
	}
	if _, err := conn().ExecContext(ctx, "DELETE FROM jobs WHERE id = $1", event.Records[0].MessageId); err != nil {
		return err
	}
	resp, err := client.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func main() { lambda.Start(handle) }
