// One binary, several functions: the handler is picked by a name.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type command interface {
	Run(ctx context.Context, event events.SQSEvent) error
}

type ship struct{}

func (ship) Run(ctx context.Context, event events.SQSEvent) error {
	log.Fatal("shipping") // want `log.Fatal .* \(main.main.func1 → main.ship.Run\)$`
	return nil
}

type bill struct{}

func (*bill) Run(ctx context.Context, event events.SQSEvent) error {
	log.Fatal("billing") // want `log.Fatal .* \(main.main.func1 → main.bill.Run\)$`
	return nil
}

func pick(name string) (command, error) {
	switch name {
	case "ship":
		return ship{}, nil
	case "bill":
		return &bill{}, nil
	}
	return nil, fmt.Errorf("unknown command %q", name)
}

func main() {
	c, err := pick(os.Getenv("_HANDLER"))
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(func(ctx context.Context, event events.SQSEvent) error {
		return c.Run(ctx, event)
	})
}
