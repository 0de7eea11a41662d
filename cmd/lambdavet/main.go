// Lambdavet finds defects in AWS Lambda functions written in Go: what runs in
// the wrong phase, what a retried event repeats, what a frozen or reused
// environment breaks.
//
// It is a command of its own (lambdavet ./...) and a tool of go vet
// (go vet -vettool=$(which lambdavet) ./...).
package main

import (
	"go/token"
	"os"
	"runtime/debug"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/cli"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/graph"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/vetface"
)

func main() {
	if vetface.Invoked(os.Args[1:]) {
		vetface.Main(analyzers.All(), analyzers.Flags())
	}
	collectLess()
	os.Exit(cli.Main(suite(), os.Args[1:], os.Stdout, os.Stderr))
}

// collectLess trades memory for time: a run is short and keeps most of what it
// allocates, so that the collector finds little. GOGC has the last word.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(150)
	}
}

// suite puts together what this command consists of.
func suite() *cli.Suite {
	return &cli.Suite{
		Analyzers:        analyzers.All(),
		Directive:        "directive",
		Flags:            analyzers.Flags(),
		Entrypoints:      analyzers.Entrypoints(),
		Entries:          entries,
		LambdaRoots:      analyzers.LambdaRoots,
		ReportSuppressed: analyzers.ReportSuppressed,
		Documentation:    analyzers.Documentation,
	}
}

func entries(result any) []graph.Entry {
	var out []graph.Entry
	for _, e := range result.([]analyzers.Entry) {
		entry := graph.Entry{
			Func: e.Func, Source: e.Source, Model: e.Model, How: e.How,
			Pos: position(e.Pos), Package: e.Package, Packages: e.Packages,
		}
		for _, f := range e.Effects {
			entry.Effects = append(entry.Effects, graph.Effect{
				Kind: f.Kind, Service: f.Service, Operation: f.Operation, Symbol: f.Symbol,
				Package: f.Package, Pos: position(f.Pos), Chain: f.Chain,
			})
		}
		out = append(out, entry)
	}
	return out
}

func position(p token.Position) finding.Position {
	return finding.Position{File: p.Filename, Line: p.Line, Column: p.Column}
}
