package handlerpanic_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/handlerpanic"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, handlerpanic.Analyzer, "handlerpanic/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, handlerpanic.Analyzer) }
