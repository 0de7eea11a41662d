package orphangoroutine

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// cases marks the ways out of a select that waits only so long: it waited in
// each case but that of the clock.
func (p *search) cases(sel *ssa.Select) {
	for _, ref := range *sel.Referrers() {
		index, ok := ref.(*ssa.Extract)
		if !ok || index.Index != 0 {
			continue
		}
		for _, ref := range *index.Referrers() {
			test, ok := ref.(*ssa.BinOp)
			if !ok {
				continue
			}
			chosen, ok := test.Y.(*ssa.Const)
			if !ok || ticks(sel.States[chosen.Int64()]) {
				continue
			}
			for _, ref := range *test.Referrers() {
				if branch, ok := ref.(*ssa.If); ok {
					p.exits[edge{branch.Block(), branch.Block().Succs[0]}] = true
				}
			}
		}
	}
}

// ticks reports whether a case of a select is that of a clock: time.After, timer.C.
func ticks(s *ssa.SelectState) bool {
	ch, ok := s.Chan.Type().Underlying().(*types.Chan)
	if !ok || s.Dir != types.RecvOnly {
		return false
	}
	named, ok := types.Unalias(ch.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Time" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}
