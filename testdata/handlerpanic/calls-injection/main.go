// Dependencies that no flow leads to: filled by reflection, or by decoding.
package main

import (
	"context"
	"encoding/json"
	"os"
	"reflect"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type mailer interface{ Mail(to string) error }

type smtp struct{}

func (*smtp) Mail(to string) error {
	os.Exit(1) // want `os.Exit .* \(main.app.handle → main.smtp.Mail\)$`
	return nil
}

// unbuilt implements mailer, too, but nothing makes one.
type unbuilt struct{}

func (*unbuilt) Mail(to string) error {
	os.Exit(1)
	return nil
}

type app struct{ Mailer mailer }

// inject fills the fields of target by their type.
func inject(target any, values ...any) {
	v := reflect.ValueOf(target).Elem()
	for _, x := range values {
		for i := range v.NumField() {
			if reflect.TypeOf(x).AssignableTo(v.Field(i).Type()) {
				v.Field(i).Set(reflect.ValueOf(x))
			}
		}
	}
}

func (a *app) handle(ctx context.Context, event events.SNSEvent) error {
	return a.Mailer.Mail("x")
}

// amount has a method that encoding/json calls.
type amount int

func (a *amount) UnmarshalJSON(data []byte) error {
	os.Exit(1) // want "os.Exit"
	return nil
}

func decode(event events.SNSEvent) error {
	var a amount
	return json.Unmarshal([]byte(event.Records[0].SNS.Message), &a)
}

func main() {
	a := new(app)
	inject(a, &smtp{})
	if len(os.Args) > 1 {
		lambda.Start(decode)
	}
	lambda.Start(a.handle)
}
