package batchfailure_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/batchfailure"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, batchfailure.Analyzer, "batchfailure/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, batchfailure.Analyzer) }

func TestStrict(t *testing.T) {
	fixturetest.RunStrict(t, batchfailure.Analyzer, "batchfailure-strict/...")
}
