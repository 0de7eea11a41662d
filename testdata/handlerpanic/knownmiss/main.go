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

// mux calls what was registered by reflection.
type mux map[string]reflect.Value

func (m mux) register(name string, fn any) { m[name] = reflect.ValueOf(fn) }

func (m mux) call(name string) { m[name].Call(nil) }

func registered() { log.Fatal("not built yet") }

var routes = make(mux)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		routes.call(record.Attributes["route"])
		// Which method a name selects is not known.
		reflect.ValueOf(api{}).MethodByName(record.Attributes["method"]).Call(nil)
		// An unchecked assertion panics, too; it is not in the contract.
		var decoded any = record.Body
		_ = decoded.(int)
	}
	// What a method value of a library does is not looked up.
	exit := log.Default().Fatal
	exit("not built yet")
	return nil
}

func main() {
	routes.register("any", registered)
	lambda.Start(handler)
}
