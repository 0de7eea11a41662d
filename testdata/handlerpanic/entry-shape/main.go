// A main reports what it registers, once.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/handlerpanic/entry-shape/registered"
)

func main() { lambda.Start((&registered.Service{}).Upload) }
