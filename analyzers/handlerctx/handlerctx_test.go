package handlerctx_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/handlerctx"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, handlerctx.Analyzer, "handlerctx/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, handlerctx.Analyzer) }
