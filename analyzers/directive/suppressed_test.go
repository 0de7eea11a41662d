package directive_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/handlerpanic"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/internal/suppression"
)

// TestSuppressed: a driver that asks for it gets what directives silence, with
// the reason, whether the directive stands at the finding or at a call. All
// else stays as it is.
func TestSuppressed(t *testing.T) {
	open := reasons(t)
	if slices.ContainsFunc(open, func(s string) bool { return !hasNone(s) }) {
		t.Errorf("suppressed findings that no one asked for: %q", open)
	}
	analyzers.ReportSuppressed(true)
	defer analyzers.ReportSuppressed(false)
	var silenced []string
	for _, s := range reasons(t) {
		if hasNone(s) {
			open = slices.DeleteFunc(open, func(o string) bool { return o == s })
		} else {
			silenced = append(silenced, s)
		}
	}
	if len(open) > 0 {
		t.Errorf("no longer reported: %q", open)
	}
	want := []string{
		"basic/main.go:16 the environment is broken beyond repair",
		"basic/main.go:20 the environment is broken beyond repair",
		"basic/main.go:23 a caller's reason",
		"basic/main.go:28 the environment is broken beyond repair",
		"basic/main.go:33 fails once in a blue moon",
		"library/library.go:9 the environment is broken beyond repair",
		"library/library.go:15 a caller's reason",
	}
	slices.Sort(want)
	if !slices.Equal(silenced, want) {
		t.Errorf("got %q\nwant %q", silenced, want)
	}
	Test(t) // unused directives are still told
}

func hasNone(s string) bool { return s[len(s)-1] == ' ' }

// reasons lists findings as "file:line reason", each once.
func reasons(t *testing.T) []string {
	t.Helper()
	pkgs, err := fixturetest.Load(nil, "directive/...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{handlerpanic.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, action := range graph.Roots {
		for _, d := range action.Diagnostics {
			p := action.Package.Fset.Position(d.Pos)
			place := filepath.Base(filepath.Dir(p.Filename)) + "/" + filepath.Base(p.Filename)
			all = append(all, fmt.Sprintf("%s:%d %s", place, p.Line, suppression.Reason(d)))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
