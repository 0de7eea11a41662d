package warmstate

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// isResponse reports whether values of t, or what they point to, are responses
// that Lambda sends.
func isResponse(t types.Type) bool {
	row, ok := entrypoint.EventPackage(t)
	ending, _ := row.Value("response")
	return ok && strings.HasSuffix(callgraph.TypeKey(t), ending)
}

func isEvent(t types.Type) bool {
	_, ok := catalog.Default().Lookup(catalog.Event, catalog.DataSymbol(t))
	return ok
}

// background: the context is nobody's, it is made of context.Background.
func background(v ssa.Value) bool { return madeOf(v, make(map[ssa.Value]bool)) }

func madeOf(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Extract:
		return madeOf(v.Tuple, seen)
	case *ssa.ChangeInterface:
		return madeOf(v.X, seen)
	case *ssa.Call:
		callee := rule.Callee(&v.Call)
		if callee == nil || v.Call.IsInvoke() {
			return false
		}
		switch callee.FullName() {
		case "context.Background", "context.TODO":
			return true
		}
		return len(v.Call.Args) > 0 && madeOf(v.Call.Args[0], seen)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if !madeOf(e, seen) {
				return false
			}
		}
		return true
	}
	return false
}

// grows returns what x = append(x, …) appends, nil for other assignments.
func grows(c *rule.Context, fn *ssa.Function, w *write) ssa.Value {
	call, ok := w.value.(*ssa.Call)
	if !ok || len(call.Call.Args) < 2 {
		return nil
	}
	if !value.IsBuiltin(&call.Call, "append") || c.Graph.Location(fn, call.Call.Args[0]) != w.location {
		return nil
	}
	return call.Call.Args[1]
}

// asked reports whether the function looks an entry up and decides by it: the
// map is a cache, whose keys are as many as the things it keeps.
func asked(c *rule.Context, fn *ssa.Function, location callgraph.Node) bool {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Lookup:
				if instr.CommaOk && c.Graph.Location(fn, instr.X) == location {
					return true
				}
			case *ssa.Call:
				if calls(instr, "Load") && c.Graph.Location(fn, instr.Call.Args[0]) == location {
					return true
				}
			}
		}
	}
	return false
}

// releases are the locations that a package empties or bounds. The value says
// whether nothing of the event is left: a fresh map or list with entries only
// takes the place of older ones.
type releases map[callgraph.Node]bool

// released reports whether the package empties or bounds the variable: it
// assigns nothing or a fresh value, deletes entries, or looks at the length.
func released(c *rule.Context, w *write, kind string) bool {
	all, ok := c.Shared.(releases)
	if !ok {
		all = make(releases)
		for _, fn := range c.Graph.Functions {
			if fn.Name() != "init" || fn.Parent() != nil {
				all.add(c, fn)
			}
		}
		c.Shared = all
	}
	emptied, renewed := all[w.location]
	return emptied || renewed && kind != keptValue
}

// add notes the locations that fn empties, or whose length it looks at.
func (all releases) add(c *rule.Context, fn *ssa.Function) {
	isMain := fn.Name() == "main" && fn.Parent() == nil
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if fresh(instr.Val) && !isMain {
					location := c.Graph.Location(fn, instr.Addr)
					all[location] = all[location] || empty(instr.Val)
				}
			case ssa.CallInstruction: // perhaps deferred
				empties := calls(instr, "Clear", "CompareAndDelete", "Delete", "LoadAndDelete", "Range")
				if empties || value.IsBuiltin(instr.Common(), "delete", "clear", "len") {
					all[c.Graph.Location(fn, instr.Common().Args[0])] = true
				}
			}
		}
	}
}

// fresh matches what empty does, and any map that is made here.
func fresh(v ssa.Value) bool {
	_, made := v.(*ssa.MakeMap)
	return made || empty(v)
}

// setsFixed reports whether an instruction sets an entry of a map under a fixed
// key, as in a record: map[string]string{"user": user}.
func setsFixed(ref ssa.Instruction) bool {
	update, ok := ref.(*ssa.MapUpdate)
	if !ok {
		return false
	}
	_, fixed := update.Key.(*ssa.Const)
	return fixed
}

// empty matches nil, "", T{}, make(…), x[:0].
func empty(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value == nil || v.Value.Kind() == constant.String && constant.StringVal(v.Value) == ""
	case *ssa.MakeSlice:
		return true
	case *ssa.MakeMap: // one that is filled in a loop is an index of what there is now
		return !slices.ContainsFunc(*v.Referrers(), setsFixed)
	case *ssa.UnOp: // a composite literal without fields
		a, ok := v.X.(*ssa.Alloc)
		return ok && len(callgraph.Stored(a)) == 0
	case *ssa.Slice:
		high, ok := v.High.(*ssa.Const)
		if ok && high.Value != nil && constant.Sign(high.Value) == 0 {
			return true
		}
		a, ok := v.X.(*ssa.Alloc)
		return ok && len(callgraph.Stored(a)) == 0
	}
	return false
}
