// Methods that are called as values.
package main

import (
	"context"
	"errors"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type store struct{ name string }

func (s *store) save(body string, done func()) {
	if body == "" {
		panic(errors.New("no body")) // want `panic .* \(main.handle → main.store.save\)$`
	}
	done()
}

func (s *store) keep() {
	os.Exit(1) // want `os.Exit .* \(main.handle → main.keeper.keep → main.store.keep\)$`
}

type keeper interface{ keep() }

var logger = log.New(os.Stderr, "", 0)

func handle(ctx context.Context, event events.SQSEvent) error {
	s := &store{}
	save := s.save
	for _, record := range event.Records {
		save(record.Body, func() {
			log.Fatal(s.name) // want `log.Fatal .* \(main.handle → main.store.save → main.handle.func1\)$`
		})
	}
	var k keeper = s
	keep := k.keep
	defer keep()
	// Of a library, without arguments.
	writer := logger.Writer
	_, err := writer().Write(nil)
	return err
}

func main() { lambda.Start(handle) }
