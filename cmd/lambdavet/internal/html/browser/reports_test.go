package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/html"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

// analyze reports on the packages of a real project.
func analyze(t *testing.T, dir, pattern string) *render.Report {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	prog, err := load.Load(load.Config{Dir: dir, Patterns: []string{pattern}, LambdaRoots: analyzers.LambdaRoots()})
	if err != nil {
		t.Fatal(err)
	}
	if err := analyzers.Flags().Set("owners", strings.Join(prog.Owners, ",")); err != nil {
		t.Fatal(err)
	}
	result, err := run.Analyze(prog, analyzers.All())
	if err != nil {
		t.Fatal(err)
	}
	r := newReport(dir, analyzers.All())
	r.Findings = finding.Collect(prog.Fset, result.Diagnostics)
	return r
}

func newReport(dir string, rules []*analysis.Analyzer) *render.Report {
	r := &render.Report{Dir: dir, Version: "lambdavet test", Sources: source.New(), Fails: func(rule string) bool { return rule != "structlog" }}
	for _, a := range rules {
		r.Rules = append(r.Rules, render.Rule{Analyzer: a, Page: analyzers.Documentation(a)})
	}
	return r
}

// large makes a project of files with a hundred findings each, all with a
// chain of six calls.
func large(t *testing.T, findings int) *render.Report {
	t.Helper()
	const each = 100
	r := newReport(t.TempDir(), analyzers.All())
	code := "package p\n\n" + strings.Repeat("func f(ctx context.Context) error { return save(ctx, \"some text of usual length\") }\n", each)
	for i := range findings {
		file := filepath.Join(r.Dir, fmt.Sprintf("internal/service%d/store%d.go", i/each%40, i/each))
		if i%each == 0 {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(code), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		pos := finding.Position{File: file, Line: 3 + i%each, Column: 43}
		f := finding.Finding{Rule: analyzers.All()[i%20].Name, Message: fmt.Sprintf("pkg%d.Open runs on every invocation; open once", i%50), Pos: pos, End: pos}
		for hop := range 6 {
			f.Hops = append(f.Hops, finding.Hop{Pos: pos, End: pos, Message: fmt.Sprintf("main.f%d calls main.f%d", hop+i%30, hop+1+i%30)})
		}
		r.Findings = append(r.Findings, f)
	}
	return r
}

// write returns the address of the report as a file.
func write(t *testing.T, r *render.Report) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "report.html")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := html.Report(f, r); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return "file://" + name
}
