package tmpfile

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// cleansUp: a func that removes the file is called, here or in a literal, such
// as a deferred one that logs its error.
func (w *walk) cleansUp(call ssa.CallInstruction) bool {
	common := call.Common()
	if common.IsInvoke() || len(w.o.cleanups) == 0 {
		return false
	}
	v := latest(common.Value)
	if slices.Contains(w.o.cleanups, v) {
		return true
	}
	mc, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn := mc.Fn.(*ssa.Function)
	for i, captured := range fn.FreeVars {
		if w.holdsCleanup(mc.Bindings[i]) && alwaysCalls(fn, captured) {
			return true
		}
	}
	return false
}

// holdsCleanup reports whether a func that removes the file is stored in a variable.
func (w *walk) holdsCleanup(variable ssa.Value) bool {
	cell, ok := variable.(*ssa.Alloc)
	return ok && slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		store, ok := ref.(*ssa.Store)
		return ok && store.Addr == cell && slices.Contains(w.o.cleanups, store.Val)
	})
}

// alwaysCalls reports whether no way through a literal passes by a call of the
// func that a captured variable holds, unless it is nil.
func alwaysCalls(fn *ssa.Function, captured *ssa.FreeVar) bool {
	held := func(v ssa.Value) bool {
		load, ok := v.(*ssa.UnOp)
		return ok && load.X == captured
	}
	everyWay := func(b *ssa.BasicBlock) bool {
		return !slices.ContainsFunc(value.Returns(fn), func(ret *ssa.Return) bool { return !b.Dominates(ret.Block()) })
	}
	for _, ref := range *captured.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, use := range *load.Referrers() {
			call, ok := use.(ssa.CallInstruction)
			if !ok || call.Common().Value != ssa.Value(load) {
				continue
			}
			if guard := nilGuard(call.Block(), held); everyWay(call.Block()) || guard != nil && everyWay(guard) {
				return true
			}
		}
	}
	return false
}

// nilGuard returns the block that enters b if a value is not nil.
func nilGuard(b *ssa.BasicBlock, held func(ssa.Value) bool) *ssa.BasicBlock {
	if len(b.Preds) != 1 {
		return nil
	}
	guard := b.Preds[0]
	branch, ok := value.BranchOf(guard)
	if !ok {
		return nil
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return nil
	}
	if v, ok := comparedWithEmpty(cond); !ok || !held(v) {
		return nil
	}
	return guard
}
