// Pools that are structs: there is no constructor to name.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/gomodule/redigo/redis"
	"github.com/segmentio/kafka-go"
)

var (
	shared = &redis.Pool{Dial: dial}
	lazy   *redis.Pool
)

// dial is called when a pool has no idle connection.
func dial() (redis.Conn, error) { return redis.Dial("tcp", "cache:6379") }

func pool() *redis.Pool {
	return &redis.Pool{Dial: dial} // want "^redis.Pool is made on every invocation: each pays for new connections, and many at once exhaust the server; make it once outside the handler .main.handler → main.pool.$"
}

// kept makes its pool in the first invocation.
func kept() *redis.Pool {
	if lazy == nil {
		lazy = &redis.Pool{Dial: dial}
	}
	return lazy
}

func send(ctx context.Context, body string) error {
	w := kafka.Writer{Topic: "orders"} // want "^kafka-go.Writer is made on every invocation"
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Value: []byte(body)})
}

// active copies the settings of a pool.
func active() int {
	settings := *shared
	return settings.MaxActive
}

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, c := range []redis.Conn{shared.Get(), pool().Get(), kept().Get()} {
		c.Close()
	}
	println(active())
	return send(ctx, event.Records[0].Body)
}

func main() { lambda.Start(handler) }
