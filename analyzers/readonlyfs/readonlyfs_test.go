package readonlyfs_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/readonlyfs"
)

func Test(t *testing.T) { fixturetest.Run(t, readonlyfs.Analyzer, "readonlyfs/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, readonlyfs.Analyzer) }
