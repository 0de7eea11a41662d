// A pool that lives outside the handler dials when it has to.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/gomodule/redigo/redis"
)

var pool = &redis.Pool{
	MaxIdle: 2,
	Dial:    func() (redis.Conn, error) { return redis.Dial("tcp", os.Getenv("REDIS_ADDR")) },
}

func handler(ctx context.Context, event events.SQSEvent) error {
	conn := pool.Get()
	defer conn.Close()
	if _, err := redis.Int(conn.Do("DEL", event.Records[0].MessageId)); err != nil {
		return err
	}
	return direct(event.Records[0].MessageId)
}

func direct(id string) error {
	conn, err := redis.Dial("tcp", os.Getenv("REDIS_ADDR")) // want "redis.Dial runs on every invocation"
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Do("DEL", id)
	return err
}

func main() { lambda.Start(handler) }
