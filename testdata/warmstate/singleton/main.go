// A handler is a method of an object that main makes.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/warmstate/singleton/store"
)

func main() { lambda.Start(store.New().Handle) }
