// What looks like the end of the process, and is none that matters.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"testing"
	"text/template"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/google/uuid"
	"github.com/rs/zerolog/log"
)

type state int

const (
	open state = iota
	closed
)

func (s state) String() string {
	switch s {
	case open:
		return "open"
	case closed:
		return "closed"
	default:
		panic("unknown state")
	}
}

func kind(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case int:
		return "int"
	}
	panic("unreachable")
}

func protocol(err error) {
	panic(messages.InvokeResponse_Error{Message: err.Error(), Type: "Custom"})
}

func aborted(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }

var page = template.Must(template.New("page").Parse("{{.}}"))

func helper(t *testing.T) {
	t.Helper()
	panic(errors.New("setting up"))
}

func handle(ctx context.Context, event events.SQSEvent) error {
	re := regexp.MustCompile(`^\d+$`)
	id := uuid.Must(uuid.NewRandom())
	fmt.Println(re, id, open, kind(1), page.Name())
	log.Fatal()                        // the event is not sent
	log.Fatal().Err(ctx.Err()).Msg("") // want "log.Fatal ends the process"
	log.Error().Msg("")
	if err := ctx.Err(); err != nil {
		protocol(err)
	}
	generated()
	return nil
}

func main() {
	if len(os.Args) > 1 {
		http.HandleFunc("/", aborted)
		helper(nil)
	}
	lambda.Start(handle)
}
