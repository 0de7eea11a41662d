// Package bundle packs a suite of analyzers into one, for drivers of others: go
// vet and golangci-lint.
//
// Such a driver lets one panic end the whole run, and golangci-lint stores the
// facts of each analyzer for each package, of the standard library too. A
// bundle has the facts of all its analyzers and turns a panic into a finding.
package bundle

import (
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/internal/sequence"
)

// New returns an analyzer that runs the analyzers and all they require. It
// reports nothing; its result for a package is *Findings.
func New(name string, analyzers []*analysis.Analyzer) *analysis.Analyzer {
	b := &bundle{order: sequence.Of(analyzers), reporting: analyzers}
	a := &analysis.Analyzer{
		Name:       name,
		Doc:        "runs the analyzers of lambdavet",
		ResultType: reflect.TypeFor[*Findings](),
		Run:        b.run,
	}
	for _, member := range b.order {
		a.FactTypes = append(a.FactTypes, member.FactTypes...)
	}
	return a
}

// Findings is what the analyzers of a bundle found in one package.
type Findings struct {
	byAnalyzer map[*analysis.Analyzer][]analysis.Diagnostic
	failures   []analysis.Diagnostic
	taken      sync.Once
}

// Of returns what the analyzer a reported. Each message starts with its name.
// A diagnostic has at most one fix, whose edits are in the file of the
// diagnostic and in the order of that file.
func (f *Findings) Of(a *analysis.Analyzer) []analysis.Diagnostic { return f.byAnalyzer[a] }

// Failures returns a diagnostic for each analyzer that panicked or gave up, to
// the first caller only: one is enough.
func (f *Findings) Failures() []analysis.Diagnostic {
	var failures []analysis.Diagnostic
	f.taken.Do(func() { failures = f.failures })
	return failures
}

type bundle struct {
	order     []*analysis.Analyzer // those required first
	reporting []*analysis.Analyzer
}

// run runs the members in order; one whose requirement failed is left out.
func (b *bundle) run(pass *analysis.Pass) (any, error) {
	findings := &Findings{byAnalyzer: make(map[*analysis.Analyzer][]analysis.Diagnostic)}
	results := make(map[*analysis.Analyzer]any)
	for _, a := range b.order {
		inputs, ok := sequence.Inputs(a, results)
		if !ok {
			continue
		}
		result, failure := sequence.Run(b.member(a, inputs, pass, findings), pass.Pkg.Path())
		if failure != nil {
			findings.failures = append(findings.failures, describe(failure, pass))
			continue
		}
		results[a] = result
	}
	return findings, nil
}

// member returns a pass that looks to the analyzer a as if it had been run by
// itself.
func (b *bundle) member(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any, pass *analysis.Pass, findings *Findings) *analysis.Pass {
	p := *pass
	p.Analyzer = a
	p.ResultOf = inputs
	p.Report = func(analysis.Diagnostic) {}
	if slices.Contains(b.reporting, a) {
		p.Report = func(d analysis.Diagnostic) {
			findings.byAnalyzer[a] = append(findings.byAnalyzer[a], present(a, pass.Fset, d))
		}
	}
	p.AllObjectFacts = func() []analysis.ObjectFact {
		return slices.DeleteFunc(pass.AllObjectFacts(), func(f analysis.ObjectFact) bool { return !owns(a, f.Fact) })
	}
	p.AllPackageFacts = func() []analysis.PackageFact {
		return slices.DeleteFunc(pass.AllPackageFacts(), func(f analysis.PackageFact) bool { return !owns(a, f.Fact) })
	}
	return &p
}

func owns(a *analysis.Analyzer, fact analysis.Fact) bool {
	return slices.ContainsFunc(a.FactTypes, func(own analysis.Fact) bool {
		return reflect.TypeOf(own) == reflect.TypeOf(fact)
	})
}
