package orphangoroutine_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/orphangoroutine"
)

func Test(t *testing.T) { fixturetest.Run(t, orphangoroutine.Analyzer, "orphangoroutine/...") }

func TestStrict(t *testing.T) {
	fixturetest.RunStrict(t, orphangoroutine.Analyzer, "orphangoroutine-strict/...")
}

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, orphangoroutine.Analyzer) }
