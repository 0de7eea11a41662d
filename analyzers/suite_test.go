package analyzers_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// TestDeterminism holds the findings of several runs against each other: with
// packages and files in another order, and on one and two processors.
func TestDeterminism(t *testing.T) {
	pkgs, err := fixturetest.Load(nil, "example/...", "dbconn/...", "handlerpanic/...")
	if err != nil {
		t.Fatal(err)
	}
	want := report(t, pkgs)
	if want == "" {
		t.Fatal("no findings")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for run := range 4 {
		random.Shuffle(len(pkgs), func(i, j int) { pkgs[i], pkgs[j] = pkgs[j], pkgs[i] })
		for _, p := range pkgs {
			random.Shuffle(len(p.Syntax), func(i, j int) { p.Syntax[i], p.Syntax[j] = p.Syntax[j], p.Syntax[i] })
		}
		previous := runtime.GOMAXPROCS(1 + run%2)
		got := report(t, pkgs)
		runtime.GOMAXPROCS(previous)
		if got != want {
			t.Fatalf("run %d differs:\n%s", run, difference(got, want))
		}
	}
}

// report returns all findings with their chains and fixes, one a line.
func report(t *testing.T, pkgs []*packages.Package) string {
	t.Helper()
	graph, err := checker.Analyze(analyzers.All(), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Errorf("%s: %v", action, action.Err)
		}
		for _, d := range action.Diagnostics {
			lines = append(lines, describe(action, d))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func describe(action *checker.Action, d analysis.Diagnostic) string {
	fset := action.Package.Fset
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %v-%v %s", action.Package.PkgPath, action.Analyzer.Name, fset.Position(d.Pos), fset.Position(d.End), d.Message)
	for _, r := range d.Related {
		fmt.Fprintf(&b, " | %v %s", fset.Position(r.Pos), r.Message)
	}
	for _, fix := range d.SuggestedFixes {
		for _, e := range fix.TextEdits {
			fmt.Fprintf(&b, " | %v-%v %q", fset.Position(e.Pos), fset.Position(e.End), e.NewText)
		}
	}
	return b.String() + "\n"
}

func difference(got, want string) string {
	var b strings.Builder
	old := strings.SplitAfter(want, "\n")
	lines := strings.SplitAfter(got, "\n")
	for _, l := range lines {
		if !slices.Contains(old, l) {
			b.WriteString("+ " + l)
		}
	}
	for _, l := range old {
		if !slices.Contains(lines, l) {
			b.WriteString("- " + l)
		}
	}
	return b.String()
}

// TestNoCrash runs the suite over code that has nothing to do with Lambda,
// with every function an entry point. What it finds does not matter.
func TestNoCrash(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses a part of the standard library")
	}
	invocation.EnterEverything(true)
	defer invocation.EnterEverything(false)
	dir, err := fixturetest.Dir()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		dir      string
		patterns []string // each on its own: what is outside is not walked
	}{
		{".", []string{"net/http", "encoding/...", "go/types", "go/ast go/parser go/printer", "text/...", "database/sql", "log/...", "regexp/...", "sync/...", "maps slices iter", "reflect"}},
		{".", []string{"golang.org/x/tools/go/ssa/...", "golang.org/x/tools/go/analysis/checker golang.org/x/tools/go/packages"}},
		{dir, []string{
			"github.com/aws/aws-lambda-go/...", "github.com/awslabs/aws-lambda-go-api-proxy/...", "github.com/aws/aws-sdk-go-v2/service/sqs",
			"github.com/jackc/pgx/v5/...", "github.com/gin-gonic/gin", "github.com/go-chi/chi/v5/...", "github.com/redis/go-redis/v9",
		}},
	} {
		for _, pattern := range test.patterns {
			t.Run(strings.NewReplacer("/", "-", " ", "+").Replace(pattern), func(t *testing.T) {
				survive(t, test.dir, strings.Fields(pattern))
			})
		}
	}
}

func survive(t *testing.T, dir string, patterns []string) {
	cfg := &packages.Config{Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir}
	pkgs, err := packages.Load(cfg, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	pkgs = slices.DeleteFunc(pkgs, func(p *packages.Package) bool { return len(p.Errors) > 0 || p.IllTyped })
	roots := make(map[*packages.Package]bool, len(pkgs))
	for _, p := range pkgs {
		roots[p] = true
		p.Module = &packages.Module{Path: "example.com/everything", Main: true} // first-party
	}
	for _, p := range pkgs {
		for path, dep := range p.Imports {
			if !roots[dep] {
				delete(p.Imports, path)
			}
		}
	}
	t.Logf("%d packages", len(pkgs))
	graph, err := checker.Analyze(analyzers.All(), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, action := range graph.Roots {
		found += len(action.Diagnostics)
		if action.Err != nil {
			t.Errorf("%s: %v", action, action.Err)
		}
	}
	t.Logf("%d findings", found)
}
