package tmpfile_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/tmpfile"
)

func Test(t *testing.T) {
	for _, dir := range []string{"basic", "traps", "helpers", "early", "upload/...", "names", "owner", "sweep", "glob", "request-id", "created-by", "fix", "knownmiss"} {
		t.Run(dir, func(t *testing.T) { fixturetest.Run(t, tmpfile.Analyzer, "tmpfile/"+dir) })
	}
}

func TestStrict(t *testing.T) { fixturetest.RunStrict(t, tmpfile.Analyzer, "tmpfile/strict") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, tmpfile.Analyzer) }
