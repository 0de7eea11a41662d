package syncinvoke

import (
	_ "embed"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule syncinvoke.
var Analyzer = rule.New[mark](rule.Rule{
	Name: "syncinvoke",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		if c.Graph.Known(callee.Pkg()) && !call.Common().IsInvoke() {
			continue // a helper of the user: its body has the call
		}
		for _, arg := range call.Common().Args {
			row, ok := c.Table.Lookup(catalog.Await, callgraph.TypeKey(arg.Type()))
			if !ok || strings.HasPrefix(callee.Name(), "Set") {
				continue
			}
			how, waits := invocation(c, arg, row)
			if !waits {
				continue
			}
			candidate := c.AtCall(fn, call)
			candidate.Message = callgraph.ShortSymbol(catalog.Symbol(callee)) + " with " + how +
				" waits for another function: both are billed, and its timeout becomes this one's; use Event, a queue or Step Functions"
			candidates = append(candidates, candidate)
		}
	}
	return candidates
}

// invocation returns how the operation is asked to run, and whether it waits.
// Not waiting is also the answer if the function does not show it.
func invocation(c *rule.Context, input ssa.Value, row catalog.Row) (how string, waits bool) {
	cell, ok := input.(*ssa.Alloc)
	if !ok || set(cell, "Set"+row.Arg(0)) {
		return "", false
	}
	values, ok := stored(cell, row.Arg(0))
	if !ok {
		return "", false
	}
	if len(values) == 0 {
		return "no " + row.Arg(0), true
	}
	wait, _ := row.Value("wait")
	for _, v := range values {
		if text(v) != wait && !passed(c, v, wait) {
			return "", false
		}
	}
	return wait, true
}

// passed reports whether v is a parameter that a call in the package gives a text.
func passed(c *rule.Context, v ssa.Value, want string) bool {
	p, ok := v.(*ssa.Parameter)
	if !ok {
		return false
	}
	i := slices.Index(p.Parent().Params, p)
	return slices.ContainsFunc(c.Graph.Calls(p.Parent()), func(call ssa.CallInstruction) bool {
		return text(call.Common().Args[i]) == want
	})
}

// set reports whether a setter of that name is called on the input.
func set(input *ssa.Alloc, name string) bool {
	for _, ref := range *input.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			if callee := rule.Callee(call.Common()); callee != nil && callee.Name() == name {
				return true
			}
		}
	}
	return false
}

// stored returns what is stored into a field of a struct that is made in the
// function; not ok if the struct is a copy of another.
func stored(cell *ssa.Alloc, field string) (values []ssa.Value, ok bool) {
	s := cell.Type().(*types.Pointer).Elem().Underlying().(*types.Struct)
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if _, zero := ref.Val.(*ssa.Const); ref.Addr == cell && !zero {
				return nil, false
			}
		case *ssa.FieldAddr:
			if s.Field(ref.Field).Name() != field {
				continue
			}
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ref {
					values = append(values, store.Val)
				}
			}
		}
	}
	return values, true
}

// text returns the text of a constant, also behind aws.String(…) and a pointer
// to a local variable; "" if it is not known.
func text(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Const:
		constant, _ := value.Text(v)
		return constant
	case *ssa.Call:
		if pointer, ok := v.Type().Underlying().(*types.Pointer); ok && len(v.Call.Args) == 1 && types.Identical(pointer.Elem(), v.Call.Args[0].Type()) {
			return text(v.Call.Args[0])
		}
	case *ssa.Alloc:
		return only(v)
	}
	return ""
}

// only returns the one constant that a variable holds.
func only(cell *ssa.Alloc) string {
	found := ""
	for _, ref := range *cell.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != cell {
			continue
		}
		if c, ok := store.Val.(*ssa.Const); !ok || found != "" {
			return ""
		} else {
			found = text(c)
		}
	}
	return found
}
