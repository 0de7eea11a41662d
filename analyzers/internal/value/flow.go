package value

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// BranchOf returns the branch that a block ends in.
func BranchOf(block *ssa.BasicBlock) (*ssa.If, bool) {
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	return branch, ok
}

// ReturnOf returns the return statement that a block ends in.
func ReturnOf(block *ssa.BasicBlock) (*ssa.Return, bool) {
	ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
	return ret, ok
}

// Returns returns the return statements of fn. What SSA adds for a panic that a
// deferred call recovers is none.
func Returns(fn *ssa.Function) []*ssa.Return {
	var list []*ssa.Return
	for _, block := range fn.Blocks {
		if ret, ok := ReturnOf(block); ok && block != fn.Recover {
			list = append(list, ret)
		}
	}
	return list
}

// IsLoopBody reports whether fn is the body of a loop over a function.
func IsLoopBody(fn *ssa.Function) bool { return fn.Synthetic == "range-over-func yield" }

// TestsLoop reports whether a condition is one of those that SSA adds around
// loops over functions: it asks in which state the loop is.
func TestsLoop(cond ssa.Value) bool {
	compare, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	load, ok := compare.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch state := load.X.(type) {
	case *ssa.Alloc:
		return strings.HasPrefix(state.Comment, "jump$")
	case *ssa.FreeVar:
		return strings.HasPrefix(state.Name(), "jump$")
	}
	return false
}

// Results returns what the body of the function that is called, if it is in
// sight, gives as result i.
func Results(call *ssa.Call, i int) []ssa.Value {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return nil
	}
	var values []ssa.Value
	for _, block := range callee.Blocks {
		if ret, ok := ReturnOf(block); ok && i < len(ret.Results) {
			values = append(values, ret.Results[i])
		}
	}
	return values
}

// Precedes reports whether every way to b passes a.
func Precedes(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
}

// IsBuiltin reports whether a call is one of a builtin of these names.
func IsBuiltin(common *ssa.CallCommon, names ...string) bool {
	builtin, ok := common.Value.(*ssa.Builtin)
	return ok && slices.Contains(names, builtin.Name())
}

// Length returns x where v is len(x), or nil.
func Length(v ssa.Value) ssa.Value {
	if call, ok := v.(*ssa.Call); ok && IsBuiltin(&call.Call, "len") {
		return call.Call.Args[0]
	}
	return nil
}

// Within reports whether fn is outer, or a literal in it.
func Within(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}
