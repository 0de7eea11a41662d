package clientinit

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// fetched: a stored value is asked for by name. The operation is known by its
// input, whatever interface it is called through.
func fetched(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction, callee *types.Func) (rule.Candidate, bool) {
	for _, arg := range call.Common().Args {
		row, ok := c.Table.Lookup(catalog.Fetch, callgraph.TypeKey(arg.Type()))
		if !ok {
			continue
		}
		input, ok := arg.(*ssa.Alloc)
		if !ok || !external(c, callee) {
			return rule.Candidate{}, false
		}
		name := storedIn(input, row.Arg(0))
		if name == nil || changes(c, row) {
			return rule.Candidate{}, false
		}
		candidate := c.AtCall(fn, call)
		candidate.Kind = fetch
		candidate.Message = message(operation(callee), fetch)
		candidate.Notes = map[string]string{named: c.Graph.Origin(name).String()}
		return candidate, true
	}
	return rule.Candidate{}, false
}

// external: the call leaves the program. A function of the user that takes an
// input is looked into.
func external(c *rule.Context, callee *types.Func) bool {
	recv := callee.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type()) || !c.Graph.Known(callee.Pkg())
}

func operation(callee *types.Func) string { return callgraph.ShortSymbol(catalog.Symbol(callee)) }

// changes: a value that the package also writes is state, and has to be read
// each time.
func changes(c *rule.Context, row catalog.Row) bool {
	unless, _ := row.Value("unless")
	for _, fn := range c.Graph.Functions {
		for call := range rule.Calls(fn) {
			for _, arg := range call.Common().Args {
				if unless != "" && callgraph.TypeKey(arg.Type()) == unless {
					return true
				}
			}
		}
	}
	return false
}
