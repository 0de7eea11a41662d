package clientinit_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/clientinit"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, clientinit.Analyzer, "clientinit/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, clientinit.Analyzer) }
