package afterstart_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/afterstart"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, afterstart.Analyzer, "afterstart/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, afterstart.Analyzer) }
