package orphangoroutine_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/orphangoroutine"
)

func Test(t *testing.T) { fixturetest.Run(t, orphangoroutine.Analyzer, "orphangoroutine/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, orphangoroutine.Analyzer) }
