package jsoncontract_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/jsoncontract"
)

func Test(t *testing.T) { fixturetest.Run(t, jsoncontract.Analyzer, "jsoncontract/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, jsoncontract.Analyzer) }
