package headercase_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/headercase"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, headercase.Analyzer, "headercase/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, headercase.Analyzer) }
