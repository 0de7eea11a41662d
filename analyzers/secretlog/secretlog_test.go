package secretlog_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/secretlog"
)

func Test(t *testing.T) {
	fixturetest.Run(t, secretlog.Analyzer, "secretlog/basic", "secretlog/traps", "secretlog/wrapper/...", "secretlog/addressed", "secretlog/named", "secretlog/routers", "secretlog/parts",
		"secretlog/knownmiss")
}

func TestStrict(t *testing.T) { fixturetest.RunStrict(t, secretlog.Analyzer, "secretlog/strict") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, secretlog.Analyzer) }
