package directive_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/dbconn"
	"github.com/lambdavet/lambdavet/analyzers/directive"
	"github.com/lambdavet/lambdavet/analyzers/handlerpanic"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) {
	a := directive.New([]*analysis.Analyzer{dbconn.Analyzer, handlerpanic.Analyzer})
	fixturetest.Run(t, a, "directive/...")
}
