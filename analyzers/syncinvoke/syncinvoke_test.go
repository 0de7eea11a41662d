package syncinvoke_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/syncinvoke"
)

func Test(t *testing.T) { fixturetest.Run(t, syncinvoke.Analyzer, "syncinvoke/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, syncinvoke.Analyzer) }
