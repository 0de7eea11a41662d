// What lets only the first delivery pass, in the function of the effect.
package main

import (
	"context"
	"database/sql"
	"errors"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/redis/go-redis/v9"
)

var (
	db    *dynamodb.Client
	topic *sns.Client
	cache *redis.Client
	rows  *sql.DB
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, try := range []func(context.Context, events.SQSMessage) error{
			conditional, cached, unique, exists, ignored, unrelated, late, oneWay, optimistic,
		} {
			if err := try(ctx, record); err != nil {
				return err
			}
		}
	}
	return nil
}

// conditional returns early for a message that was seen.
func conditional(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:           aws.String("seen"),
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}},
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	var seen *types.ConditionalCheckFailedException
	if errors.As(err, &seen) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	return err
}

// cached sends only if the key was free.
func cached(ctx context.Context, record events.SQSMessage) error {
	first, err := cache.SetNX(ctx, record.MessageId, 1, 0).Result()
	if err != nil {
		return err
	}
	if first {
		_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	}
	return err
}

// unique counts the rows that an insert made.
func unique(ctx context.Context, record events.SQSMessage) error {
	res, err := rows.ExecContext(ctx, "INSERT INTO seen (id) VALUES ($1) ON CONFLICT DO NOTHING", record.MessageId)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	_, err = rows.ExecContext(ctx, "UPDATE totals SET n = n + 1")
	return err
}

// optimistic fails if the version moved on.
func optimistic(ctx context.Context, record events.SQSMessage) error {
	_, err := db.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		UpdateExpression:    aws.String("SET n = n + :one, version = :next"),
		ConditionExpression: aws.String("version = :old"),
	})
	if err != nil {
		return err
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body})
	return err
}

// exists: the condition holds the second time as well.
func exists(ctx context.Context, record events.SQSMessage) error {
	_, err := db.PutItem(ctx, &dynamodb.PutItemInput{
		Item:                map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: record.MessageId}},
		ConditionExpression: aws.String("attribute_exists(id)"),
	})
	if err != nil {
		return err
	}
	_, err = topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

// ignored does not look at what the guard says.
func ignored(ctx context.Context, record events.SQSMessage) error {
	cache.SetNX(ctx, record.MessageId, 1, 0)
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

// unrelated inserts with a conflict clause and goes on either way.
func unrelated(ctx context.Context, record events.SQSMessage) error {
	if _, err := rows.ExecContext(ctx, "INSERT INTO users (id) VALUES ($1) ON CONFLICT DO NOTHING", record.Body); err != nil {
		return err
	}
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

// late guards after the effect.
func late(ctx context.Context, record events.SQSMessage) error {
	if _, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}); err != nil { // want `^sns\.Publish sends again`
		return err
	}
	first, err := cache.SetNX(ctx, record.MessageId, 1, 0).Result()
	if err != nil || !first {
		return err
	}
	return nil
}

// oneWay guards on one of two ways.
func oneWay(ctx context.Context, record events.SQSMessage) error {
	if record.Body != "" {
		first, err := cache.SetNX(ctx, record.MessageId, 1, 0).Result()
		if err != nil || !first {
			return err
		}
	}
	_, err := topic.Publish(ctx, &sns.PublishInput{Message: &record.Body}) // want `^sns\.Publish sends again`
	return err
}

func main() { lambda.Start(handler) }
