package callgraph

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// recoverers returns the deferred calls of the function that stop a panic.
func (f *funcBuilder) recoverers() []*ssa.Defer {
	if f.defers != nil {
		return f.defers
	}
	f.defers = []*ssa.Defer{} // computed
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && f.recovering(d.Common()) {
				f.defers = append(f.defers, d)
			}
		}
	}
	return f.defers
}

// guarded reports whether a deferred call that recovers is registered on every
// way to instr.
func (f *funcBuilder) guarded(instr ssa.Instruction) bool {
	return slices.ContainsFunc(f.recoverers(), func(d *ssa.Defer) bool { return f.before(d, instr) })
}

// before reports whether a is executed on every way to b.
func (f *funcBuilder) before(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	return f.placeOf(a) < f.placeOf(b)
}

// recovering reports whether a deferred call stops a panic.
func (f *funcBuilder) recovering(common *ssa.CallCommon) bool {
	callee := common.StaticCallee()
	if callee == nil {
		return false
	}
	if f.recoversPanic(callee) {
		return true
	}
	dep := f.imported(callee)
	return dep != nil && dep.Shape&Recovers != 0
}

// recoversPanic reports whether fn calls recover and can return afterwards:
// a function that always panics again, or exits, passes the panic on.
func (b *builder) recoversPanic(fn *ssa.Function) bool {
	fn = generic(fn)
	if r, ok := b.recovers[fn]; ok {
		return r
	}
	b.recovers[fn] = false
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(*ssa.Call); ok && value.IsBuiltin(call.Common(), "recover") && returnsAfter(call) {
				b.recovers[fn] = true
			}
		}
	}
	return b.recovers[fn]
}

// returnsAfter reports whether the function can return when recover gave a value.
func returnsAfter(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
			continue
		}
		for _, use := range *cmp.Referrers() {
			if branch, ok := use.(*ssa.If); ok {
				side := 0
				if cmp.Op == token.EQL {
					side = 1
				}
				return reachesReturn(branch.Block().Succs[side], make(map[*ssa.BasicBlock]bool))
			}
		}
	}
	return true
}

func reachesReturn(block *ssa.BasicBlock, seen map[*ssa.BasicBlock]bool) bool {
	if seen[block] {
		return false
	}
	seen[block] = true
	if _, ok := value.ReturnOf(block); ok {
		return true
	}
	for _, succ := range block.Succs {
		if reachesReturn(succ, seen) {
			return true
		}
	}
	return false
}
