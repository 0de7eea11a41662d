package selfinvoke_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/selfinvoke"
)

func Test(t *testing.T) { fixturetest.Run(t, selfinvoke.Analyzer, "selfinvoke/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, selfinvoke.Analyzer) }
