package reservedenv_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/reservedenv"
)

func Test(t *testing.T) { fixturetest.Run(t, reservedenv.Analyzer, "reservedenv/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, reservedenv.Analyzer) }
