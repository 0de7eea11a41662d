// A record that says the work was done: read before, written behind.
package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	db    *dynamodb.Client
	topic *sns.Client
	pool  *pgxpool.Pool
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := once(ctx, record); err != nil {
			return err
		}
		if err := forgets(ctx, record); err != nil {
			return err
		}
		if err := through(ctx, record); err != nil {
			return err
		}
		if err := judged(ctx, record); err != nil {
			return err
		}
		if err := unjudged(ctx, record); err != nil {
			return err
		}
		if err := failing(ctx, record); err != nil {
			return err
		}
		if err := imported(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func key(record events.SQSMessage) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}}
}

func once(ctx context.Context, record events.SQSMessage) error {
	out, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key(record)})
	if err != nil {
		return err
	}
	if len(out.Item) > 0 {
		return nil
	}
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil {
		return err
	}
	_, err = db.PutItem(ctx, &dynamodb.PutItemInput{Item: key(record)})
	return err
}

// forgets reads and never writes.
func forgets(ctx context.Context, record events.SQSMessage) error {
	out, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key(record)})
	if err != nil {
		return err
	}
	if len(out.Item) > 0 {
		return nil
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

// through does it with helpers.
func through(ctx context.Context, record events.SQSMessage) error {
	done, err := wasDone(ctx, record)
	if err != nil || done {
		return err
	}
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil {
		return err
	}
	return markDone(ctx, record)
}

// failing goes on whatever the record says, unless it cannot be read.
func failing(ctx context.Context, record events.SQSMessage) error {
	if _, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key(record)}); err != nil {
		return err
	}
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil { // want `^sns\.Publish sends again`
		return err
	}
	return markDone(ctx, record)
}

type order struct{ state string }

// mustBePending judges a record; its error says that there is nothing to do.
func (o *order) mustBePending() error {
	if o.state == "pending" {
		return nil
	}
	return fmt.Errorf("order is %s", o.state)
}

// named looks at nothing that a second run would find changed.
func (o *order) named() error { return nil }

func load(ctx context.Context, record events.SQSMessage) (*order, error) {
	out, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key(record)})
	if err != nil {
		return nil, err
	}
	o := new(order)
	return o, attributevalue.UnmarshalMap(out.Item, o)
}

// judged leaves it to a method of the record to say that the work was done.
func judged(ctx context.Context, record events.SQSMessage) error {
	o, err := load(ctx, record)
	if err != nil {
		return err
	}
	if err := o.mustBePending(); err != nil {
		return err
	}
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil {
		return err
	}
	return markDone(ctx, record)
}

// unjudged asks a method that never says no.
func unjudged(ctx context.Context, record events.SQSMessage) error {
	o, err := load(ctx, record)
	if err != nil {
		return err
	}
	if err := o.named(); err != nil {
		return err
	}
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil { // want `^sns\.Publish sends again`
		return err
	}
	return markDone(ctx, record)
}

func wasDone(ctx context.Context, record events.SQSMessage) (bool, error) {
	out, err := db.GetItem(ctx, &dynamodb.GetItemInput{Key: key(record)})
	if err != nil {
		return false, err
	}
	return len(out.Item) > 0, nil
}

func markDone(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{Item: key(record)})
	return err
}

// The pool and its transaction are one store.
func imported(ctx context.Context, record events.SQSMessage) (err error) {
	var n int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM files WHERE name = $1", record.MessageId).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return nil
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"rows"}, []string{"body"}, pgx.CopyFromRows([][]any{{record.Body}})); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE files SET name = $1", record.MessageId); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func main() { lambda.Start(handler) }
