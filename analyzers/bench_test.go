package analyzers_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// The phases build on each other: each benchmark includes those above it.
func BenchmarkSummaries(b *testing.B) { benchmark(b, callgraph.Analyzer) }
func BenchmarkJoin(b *testing.B)      { benchmark(b, invocation.Analyzer) }
func BenchmarkSuite(b *testing.B)     { benchmark(b, analyzers.All()...) }

func BenchmarkRules(b *testing.B) {
	for _, a := range analyzers.All() {
		b.Run(a.Name, func(b *testing.B) { benchmark(b, a) })
	}
}

// benchmark analyses the example project, loaded once.
func benchmark(b *testing.B, as ...*analysis.Analyzer) {
	pkgs, err := fixturetest.Load(nil, "./example/...")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := checker.Analyze(as, pkgs, nil); err != nil {
			b.Fatal(err)
		}
	}
}
