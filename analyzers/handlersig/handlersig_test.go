package handlersig_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/handlersig"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, handlersig.Analyzer, "handlersig/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, handlersig.Analyzer) }
