package s3key_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/s3key"
)

func Test(t *testing.T) { fixturetest.Run(t, s3key.Analyzer, "s3key/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, s3key.Analyzer) }
