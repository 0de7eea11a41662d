package invocation

import (
	"slices"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
)

// Awaited reports whether an invocation waits for what is signalled through a
// field or package variable.
func (p *Program) Awaited(n callgraph.Node) bool {
	for key := range p.Walk("").byFunc {
		if _, ok := slices.BinarySearch(p.joined.funcs[key].Sync.Waits, n); ok {
			return true
		}
	}
	return false
}

// Closed reports whether an invocation closes a channel that is kept in a field
// or package variable.
func (p *Program) Closed(n callgraph.Node) bool {
	for key := range p.Walk("").byFunc {
		if _, ok := slices.BinarySearch(p.joined.funcs[key].Sync.Closes, n); ok {
			return true
		}
	}
	return false
}
