package structlog_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/structlog"
)

func Test(t *testing.T) { fixturetest.Run(t, structlog.Analyzer, "structlog/...") }

func TestStrict(t *testing.T) { fixturetest.RunStrict(t, structlog.Analyzer, "structlog-strict/...") }

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, structlog.Analyzer) }
