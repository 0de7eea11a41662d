// Package fixturetest runs an analyzer over programs of the nested module
// testdata, which has the real libraries, and holds its findings against
// comments in them:
//
//	db, err := sql.Open("pgx", dsn) // want "sql.Open runs on every invocation"
//
// Each string is a regular expression that one finding on the line matches; a
// finding without one, and one without a finding, fail the test. The files of
// all first-party packages below the named ones count, since a finding stands
// where the code has to change. want:+1 speaks of the next line.
//
// Where a file has a golden file beside it (main.go.golden), the suggested
// fixes are applied and compared; go test -update rewrites it.
package fixturetest

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/lambdavet/lambdavet/analyzers/internal/config"
)

// Run tests a over the packages that match patterns, which are folders below
// testdata: "dbconn/...".
func Run(t *testing.T, a *analysis.Analyzer, patterns ...string) {
	t.Helper()
	settings.RLock()
	defer settings.RUnlock()
	run(t, a, patterns)
}

// RunStrict is Run with the setting strict.
func RunStrict(t *testing.T, a *analysis.Analyzer, patterns ...string) {
	t.Helper()
	RunWith(t, a, "strict", "true", patterns...)
}

// RunWith is Run with a setting.
func RunWith(t *testing.T, a *analysis.Analyzer, name, value string, patterns ...string) {
	t.Helper()
	settings.Lock()
	defer settings.Unlock()
	flag := config.Analyzer.Flags.Lookup(name)
	defer flag.Value.Set(flag.DefValue)
	if err := flag.Value.Set(value); err != nil {
		t.Fatal(err)
	}
	run(t, a, patterns)
}

// settings guards the flags of config.Analyzer, which are of the process.
var settings sync.RWMutex

func run(t *testing.T, a *analysis.Analyzer, patterns []string) {
	t.Helper()
	pkgs, err := load(strings.Join(patterns, " "))
	if err != nil {
		t.Fatal(err)
	}
	findings := Findings(t, a, pkgs)
	wants, err := wantsOf(pkgs)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, findings, wants)
	compareGolden(t, findings, pkgs)
}

// A Finding is one thing that an analyzer reports about a program.
type Finding struct {
	Pos     token.Position
	Message string
	Fixes   []analysis.SuggestedFix

	fset *token.FileSet
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", short(f.Pos.Filename), f.Pos.Line, f.Pos.Column, f.Message)
}

// Findings returns what a reports on pkgs, sorted; several mains may report
// the same. It does so twice, with facts passed on in memory and as bytes, as
// the command and go vet do: the two must agree.
func Findings(t *testing.T, a *analysis.Analyzer, pkgs []*packages.Package) []Finding {
	t.Helper()
	shared, packed := analyze(t, a, pkgs, false), analyze(t, a, pkgs, true)
	if got, want := render(packed), render(shared); got != want {
		t.Errorf("findings differ when facts are passed on as bytes:\n%s\nas they are in memory:\n%s", got, want)
	}
	return shared
}

func analyze(t *testing.T, a *analysis.Analyzer, pkgs []*packages.Package, packed bool) []Finding {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, &checker.Options{SanityCheck: packed})
	if err != nil {
		t.Fatal(err)
	}
	var findings []Finding
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Errorf("%s: %v", action.Package.PkgPath, action.Err)
		}
		fset := action.Package.Fset
		for _, d := range action.Diagnostics {
			findings = append(findings, Finding{Pos: fset.Position(d.Pos), Message: d.Message, Fixes: d.SuggestedFixes, fset: fset})
		}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Pos.Filename, b.Pos.Filename), cmp.Compare(a.Pos.Offset, b.Pos.Offset), strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool { return a.String() == b.String() })
}

func render(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}

// compare holds findings against wants, each finding against one want.
func compare(t *testing.T, findings []Finding, wants []*want) {
	t.Helper()
	for _, f := range findings {
		i := slices.IndexFunc(wants, func(w *want) bool {
			return !w.met && w.file == f.Pos.Filename && w.line == f.Pos.Line && w.text.MatchString(f.Message)
		})
		if i < 0 {
			t.Errorf("unexpected: %s", f)
			continue
		}
		wants[i].met = true
	}
	for _, w := range wants {
		if !w.met {
			t.Errorf("missing: %s:%d: %q", short(w.file), w.line, w.text)
		}
	}
}
