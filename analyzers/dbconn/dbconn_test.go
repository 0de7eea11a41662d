package dbconn_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/dbconn"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, dbconn.Analyzer, "dbconn/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, dbconn.Analyzer) }
