package invocation

import (
	"slices"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
)

// Awaited reports whether an invocation waits for what is signalled through a
// field or package variable.
func (p *Program) Awaited(n callgraph.Node) bool {
	return p.syncs(n, func(s *callgraph.Sync) []callgraph.Node { return s.Waits })
}

// Closed reports whether an invocation closes a channel that is kept in a field
// or package variable.
func (p *Program) Closed(n callgraph.Node) bool {
	return p.syncs(n, func(s *callgraph.Sync) []callgraph.Node { return s.Closes })
}

// syncs reports whether a function that an invocation reaches has the node in
// a list of its Sync; these are sorted.
func (p *Program) syncs(n callgraph.Node, list func(*callgraph.Sync) []callgraph.Node) bool {
	for key := range p.Walk("").byFunc {
		if _, ok := slices.BinarySearch(list(&p.joined.funcs[key].Sync), n); ok {
			return true
		}
	}
	return false
}
