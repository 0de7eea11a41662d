package nettimeout_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/nettimeout"
)

func Test(t *testing.T) { fixturetest.Run(t, nettimeout.Analyzer, "nettimeout/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, nettimeout.Analyzer) }
