// Package sequence runs analyzers on one package, one after another. One that
// panics costs what depends on it in that package, not the run.
package sequence

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"
)

// Of lists the analyzers and all they require, required ones first.
func Of(analyzers []*analysis.Analyzer) []*analysis.Analyzer {
	var order []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, req := range a.Requires {
			visit(req)
		}
		order = append(order, a)
	}
	for _, a := range analyzers {
		visit(a)
	}
	return order
}

// Inputs returns what the analyzers that a requires returned, or false if one
// of them is missing.
func Inputs(a *analysis.Analyzer, results map[*analysis.Analyzer]any) (map[*analysis.Analyzer]any, bool) {
	inputs := make(map[*analysis.Analyzer]any, len(a.Requires))
	for _, req := range a.Requires {
		result, ok := results[req]
		if !ok {
			return nil, false
		}
		inputs[req] = result
	}
	return inputs, true
}

// A Failure is an internal error: an analyzer that gave up or panicked.
type Failure struct {
	Analyzer string
	Package  string
	Err      error
	Stack    []byte // of a panic, or nil
}

func (f *Failure) Error() string {
	return fmt.Sprintf("internal error: %s on package %s: %v", f.Analyzer, f.Package, f.Err)
}

// Run runs the analyzer of the pass on the package named pkg. What it reported
// before it failed stays reported.
func Run(pass *analysis.Pass, pkg string) (result any, failure *Failure) {
	fail := func(err error, stack []byte) *Failure {
		return &Failure{Analyzer: pass.Analyzer.Name, Package: pkg, Err: err, Stack: stack}
	}
	defer func() {
		if r := recover(); r != nil {
			failure = fail(fmt.Errorf("panic: %v", r), debug.Stack())
		}
	}()
	result, err := pass.Analyzer.Run(pass)
	if err != nil {
		return nil, fail(err, nil)
	}
	return result, nil
}
