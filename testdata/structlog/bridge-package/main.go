// Program bridge-package sets its logging up in a package of its own.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/lambdavet/lambdavet/testdata/structlog/bridge-package/obs"
)

func main() {
	obs.Setup()
	lambda.Start(obs.Handle)
}
