package warmstate_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/warmstate"
)

func Test(t *testing.T) {
	fixturetest.Run(t, warmstate.Analyzer, "warmstate/basic", "warmstate/traps", "warmstate/singleton/...", "warmstate/syncmap",
		"warmstate/decode", "warmstate/extend", "warmstate/restart", "warmstate/headers", "warmstate/knownmiss")
}

func TestStrict(t *testing.T) { fixturetest.RunStrict(t, warmstate.Analyzer, "warmstate/strict") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, warmstate.Analyzer) }
