package analyzers

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/dbconn"
	"github.com/lambdavet/lambdavet/analyzers/idempotency"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/structlog"
	"github.com/lambdavet/lambdavet/analyzers/tmpfile"
)

// TestUserRows teaches the rules a team's own functions.
func TestUserRows(t *testing.T) {
	const own = "github.com/lambdavet/lambdavet/testdata/user/own."
	rows := strings.Join([]string{
		"open " + own + "Connect eager",
		"guard " + own + "First answer",
		"start " + own + "Serve 0",
		"remove " + own + "Discard 0",
		"print " + own + "Say format=0",
	}, ";")
	for folder, a := range map[string]*analysis.Analyzer{
		"user/open":   dbconn.Analyzer,
		"user/start":  dbconn.Analyzer,
		"user/guard":  idempotency.Analyzer,
		"user/remove": tmpfile.Analyzer,
		"user/log":    structlog.Analyzer,
	} {
		t.Run(folder, func(t *testing.T) { fixturetest.RunWith(t, a, "catalog", rows, folder) })
	}
}
