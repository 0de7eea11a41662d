// Statements that reach the database through a client of the program's own:
// they count where they are written.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/idempotency/relay/store"
)

// executor is what the handler asks for.
type executor interface {
	Exec(ctx context.Context, statement string, args ...any) error
	Insert(ctx context.Context, statement string, args ...any) (string, error)
}

type app struct {
	exec  executor
	store *store.Store
}

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		id, err := a.exec.Insert(ctx, `INSERT INTO pages (body) VALUES ($1) RETURNING id`, record.Body) // want `^main\.executor\.Insert inserts another row when SQS redelivers the batch`
		if err != nil {
			return err
		}
		if err := a.exec.Exec(ctx, "INSERT INTO parts (page) VALUES ($1)", id); err != nil { // want `^main\.executor\.Exec inserts another row`
			return err
		}
		if err := a.exec.Exec(ctx, "UPDATE pages SET state = 'read' WHERE id = $1", id); err != nil {
			return err
		}
		if err := a.exec.Exec(ctx, "INSERT INTO texts (page) VALUES ($1) ON CONFLICT (page) DO UPDATE SET page = EXCLUDED.page", id); err != nil {
			return err
		}
		a.store.MustExec(ctx, "UPDATE stock SET n = n - 1 WHERE id = $1", record.Body)                  // want `^store\.Store\.MustExec adds once more`
		if err := a.store.Retry(ctx, "INSERT INTO audit (body) VALUES ($1)", record.Body); err != nil { // want `^store\.Store\.Retry inserts another row`
			return err
		}
		a.store.Explain(ctx, "INSERT INTO pages (body) VALUES ($1)")
		if err := a.replace(ctx, record); err != nil {
			return err
		}
		if err := a.once(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

// replace puts the rows in the place of those of a first run.
func (a *app) replace(ctx context.Context, record events.SQSMessage) error {
	if err := a.exec.Exec(ctx, "DELETE FROM lines WHERE message = $1", record.MessageId); err != nil {
		return err
	}
	return a.exec.Exec(ctx, "INSERT INTO lines (message) VALUES ($1)", record.MessageId)
}

// once asks the number of rows whether the message is new.
func (a *app) once(ctx context.Context, record events.SQSMessage) error {
	n, err := a.store.Count(ctx, "INSERT INTO seen (id) VALUES ($1) ON CONFLICT DO NOTHING", record.MessageId)
	if err != nil || n == 0 {
		return err
	}
	return a.exec.Exec(ctx, "INSERT INTO ledger (body) VALUES ($1)", record.Body)
}

func main() {
	s := new(store.Store)
	lambda.Start((&app{exec: s, store: s}).handle)
}
