// Command knownmiss ends the process in ways that are not found yet.
package main

import (
	"context"
	"log"
	"reflect"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type api struct{}

// Create is called by name only.
func (api) Create() { log.Fatal("not built yet") }

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		// Which method a name selects is not known.
		reflect.ValueOf(api{}).MethodByName(record.Attributes["method"]).Call(nil)
		// An unchecked assertion panics, too; it is not in the contract.
		var decoded any = record.Body
		_ = decoded.(int)
	}
	return nil
}

func main() { lambda.Start(handler) }
