// A store behind an interface: what main builds is what is called.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/handlerpanic/calls-interface/handler"
	"github.com/lambdavet/lambdavet/testdata/handlerpanic/calls-interface/store"
)

func main() {
	if os.Getenv("TABLE") == "" {
		os.Exit(1)
	}
	s := store.NewDynamo(os.Getenv("TABLE"))
	h := handler.New(store.Cached(s), handler.WithNotifier(store.Mail{}))
	lambda.Start(h.Handle)
}
