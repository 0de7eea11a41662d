// Counters, lists and documents.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/bradfitz/gomemcache/memcache"
	"github.com/gocql/gocql"
	redigo "github.com/gomodule/redigo/redis"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

type named struct {
	ID   string `bson:"_id"`
	Body string
}

type nameless struct{ Body string }

var (
	client  *redis.Client
	cmd     redis.Cmdable
	conn    redigo.Conn
	cache   *memcache.Client
	coll    *mongo.Collection
	session *gocql.Session
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		if err := client.Incr(ctx, record.Body).Err(); err != nil { // want `^redis\.Incr adds once more when SQS redelivers the batch`
			return err
		}
		if err := cmd.LPush(ctx, "jobs", record.Body).Err(); err != nil { // want `LPush adds once more`
			return err
		}
		if err := client.Set(ctx, record.MessageId, record.Body, 0).Err(); err != nil {
			return err
		}
		if err := client.XAdd(ctx, &redis.XAddArgs{Stream: "s", Values: record.Body}).Err(); err != nil { // want `XAdd sends again`
			return err
		}
		if err := client.XAdd(ctx, &redis.XAddArgs{Stream: "s", ID: record.MessageId}).Err(); err != nil {
			return err
		}
		if _, err := conn.Do("INCRBY", record.Body, 2); err != nil { // want `^redis\.Conn\.Do adds once more`
			return err
		}
		if _, err := conn.Do("SET", record.Body, 2); err != nil {
			return err
		}
		if _, err := cache.Increment(record.Body, 1); err != nil { // want `^memcache\.Client\.Increment adds once more`
			return err
		}
		if err := documents(ctx, record); err != nil {
			return err
		}
		if err := session.Query("UPDATE hits SET n = n + 1 WHERE id = ?", record.Body).Exec(); err != nil { // want `^gocql\.Session\.Query adds once more`
			return err
		}
		if err := session.Query("INSERT INTO seen (id) VALUES (?)", record.Body).Exec(); err != nil {
			return err
		}
	}
	return nil
}

func documents(ctx context.Context, record events.SQSMessage) error {
	if _, err := coll.InsertOne(ctx, nameless{record.Body}); err != nil { // want `^mongo\.Collection\.InsertOne inserts another row when SQS redelivers the batch; set _id from the MessageId`
		return err
	}
	if _, err := coll.InsertOne(ctx, bson.M{"body": record.Body}); err != nil { // want `InsertOne inserts another row`
		return err
	}
	if _, err := coll.InsertOne(ctx, bson.M{"_id": record.MessageId}); err != nil {
		return err
	}
	if _, err := coll.InsertOne(ctx, named{ID: record.MessageId}); err != nil {
		return err
	}
	if _, err := coll.UpdateOne(ctx, bson.M{"a": 1}, bson.M{"$inc": bson.M{"n": 1}}); err != nil { // want `UpdateOne adds once more`
		return err
	}
	_, err := coll.UpdateOne(ctx, bson.M{"a": 1}, bson.M{"$set": bson.M{"n": 1}})
	return err
}

func main() { lambda.Start(handler) }
