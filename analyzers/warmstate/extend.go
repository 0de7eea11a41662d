package warmstate

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// replaced is the write of slog.SetDefault and its like, nil for other calls.
func replaced(call *ssa.Call) *write {
	row, ok := global(call)
	if !ok || !row.Has("set") || len(call.Call.Args) == 0 {
		return nil
	}
	return &write{instr: call, value: call.Call.Args[0], location: "g:" + row.Arg(0)}
}

func global(call *ssa.Call) (catalog.Row, bool) { return lookup(catalog.Global, call) }

func lookup(kind catalog.Kind, call *ssa.Call) (catalog.Row, bool) {
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return catalog.Row{}, false
	}
	return catalog.Default().Func(kind, callee)
}

// extends reports whether a location gets what it held, with attributes added:
//
//	logger = logger.With("order", order.ID)
func extends(c *rule.Context, fn *ssa.Function, w *write) bool {
	e := extension{c: c, fn: fn, location: w.location, seen: make(map[ssa.Value]bool)}
	return e.of(w.value, false)
}

// begins reports whether a location gets a logger that is not what it held.
func begins(c *rule.Context, fn *ssa.Function, w *write) bool {
	return w.key == nil && !w.decodes && isLogger(w.value) && !extends(c, fn, w)
}

// isLogger reports whether attributes can be added to values of the type of v.
func isLogger(v ssa.Value) bool {
	key := callgraph.TypeKey(v.Type())
	if key == "" {
		return false
	}
	for _, row := range catalog.Default().Rows(catalog.Extend) {
		recv, _, _ := strings.Cut(strings.TrimLeft(row.Symbol, "(*"), ").")
		if recv == key {
			return true
		}
	}
	return false
}

// extension follows a value back to the location that it is assigned to.
type extension struct {
	c        *rule.Context
	fn       *ssa.Function
	location callgraph.Node
	seen     map[ssa.Value]bool
}

// of reports whether v is made of what is at the location; added says whether
// attributes were added to it on the way.
func (e *extension) of(v ssa.Value, added bool) bool {
	if e.seen[v] {
		return false
	}
	e.seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && added && e.c.Graph.Location(e.fn, v.X) == e.location
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if e.of(edge, added) {
				return true
			}
		}
	case *ssa.MakeInterface:
		return e.of(v.X, added)
	case *ssa.Call:
		return e.call(v, added)
	}
	return false
}

func (e *extension) call(v *ssa.Call, added bool) bool {
	_, adds := lookup(catalog.Extend, v)
	added = added || adds
	if row, ok := global(v); ok {
		return added && "g:"+row.Arg(0) == e.location
	}
	callee := rule.Callee(&v.Call)
	switch {
	case v.Call.IsInvoke():
		return e.of(v.Call.Value, added)
	case callee != nil && callee.Signature().Recv() != nil:
		return e.of(v.Call.Args[0], added)
	}
	return false
}
