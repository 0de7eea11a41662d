package gatewayerror_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/gatewayerror"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, gatewayerror.Analyzer, "gatewayerror/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, gatewayerror.Analyzer) }
