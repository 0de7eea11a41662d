// Command invariants panics where only a programmer can be wrong, and where
// the event, the environment or a service can.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type kind int

const (
	created kind = iota
	deleted
)

func (k kind) String() string {
	switch k {
	case created:
		return "created"
	case deleted:
		return "deleted"
	default:
		panic("unknown kind")
	}
}

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

func describe(s shape) string {
	switch s := s.(type) {
	case square:
		return fmt.Sprint(s.side)
	default:
		panic(fmt.Sprintf("unexpected type %T", s))
	}
}

var errNoTarget = errors.New("no target")

func fill(target *int, by int) {
	if target == nil {
		panic(errNoTarget)
	}
	*target = by
}

type message struct {
	ID    string
	Count int
	Tags  []string
}

func encode(m message) []byte {
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return data
}

func encodeAny(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // want `panic ends the execution environment`
	}
	return data
}

func handler(ctx context.Context, event events.SQSEvent) error {
	if _, ok := lambdacontext.FromContext(ctx); !ok {
		log.Panicf("no Lambda context in %v", ctx)
	}
	if os.Getenv("TABLE") == "" {
		panic("TABLE is not set") // want `panic ends the execution environment`
	}
	if len(event.Records) == 0 {
		panic("no records") // want `panic ends the execution environment`
	}
	for _, record := range event.Records {
		switch record.Attributes["kind"] {
		case "order":
		default:
			panic(fmt.Sprintf("unknown kind %q", record.Attributes["kind"])) // want `panic ends the execution environment`
		}
		n := 0
		fill(&n, len(record.Body))
		encode(message{ID: record.MessageId, Count: n})
		encodeAny(record.Body)
	}
	_ = describe(square{2}) + deleted.String()
	return nil
}

func main() { lambda.Start(handler) }
