package batchoutput_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/batchoutput"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, batchoutput.Analyzer, "batchoutput/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, batchoutput.Analyzer) }
