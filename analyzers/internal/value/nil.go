package value

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// IsNil reports whether v is nil whenever control is in block: it is the
// constant, or a branch on the way there says so.
func IsNil(v ssa.Value, block *ssa.BasicBlock) bool { return make(nils).nil(v, block) }

// nils are the answers so far: what is nil in one block need not be in another.
type nils map[place]bool

type place struct {
	value ssa.Value
	block *ssa.BasicBlock
}

func (n nils) nil(v ssa.Value, block *ssa.BasicBlock) bool {
	at := place{v, block}
	answer, known := n[at]
	if !known {
		n[at] = true // a cycle adds nothing
		answer = n.decide(v, block)
		n[at] = answer
	}
	return answer
}

func (n nils) decide(v ssa.Value, block *ssa.BasicBlock) bool {
	if c, ok := v.(*ssa.Const); ok {
		return c.IsNil()
	}
	if tested(v, block, token.EQL) {
		return true
	}
	if call, i := ResultOf(v); call != nil {
		return n.given(call, i)
	}
	phi, ok := v.(*ssa.Phi)
	if !ok {
		return false
	}
	for i, edge := range phi.Edges {
		pred := phi.Block().Preds[i]
		if !n.nil(edge, pred) && !takenNil(edge, pred, phi.Block()) {
			return false
		}
	}
	return true
}

// given reports whether result i of a call is nil: the callee always returns
// nil there, or a parameter that is nil in this call.
func (n nils) given(call *ssa.Call, i int) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return false
	}
	for _, block := range callee.Blocks {
		ret, ok := ReturnOf(block)
		if !ok {
			continue
		}
		if i >= len(ret.Results) {
			return false
		}
		v := Returned(ret, i)
		if p, ok := v.(*ssa.Parameter); ok {
			if n.nil(call.Call.Args[slices.Index(callee.Params, p)], call.Block()) {
				continue
			}
		}
		if !n.nil(v, block) {
			return false
		}
	}
	return true
}

// takenNil reports whether the branch from pred to succ itself says that v is nil.
func takenNil(v ssa.Value, pred, succ *ssa.BasicBlock) bool {
	side, ok := nilTest(v, pred, token.EQL)
	return ok && pred.Succs[side] == succ && pred.Succs[1-side] != succ
}

// IsNotNilOn reports whether v is not nil where control passes from pred to succ.
func IsNotNilOn(v ssa.Value, pred, succ *ssa.BasicBlock) bool {
	side, ok := nilTest(v, pred, token.NEQ)
	return ok && pred.Succs[side] == succ && pred.Succs[1-side] != succ || tested(v, pred, token.NEQ)
}

// tested reports whether block is only reached where v == nil (EQL) or v != nil (NEQ).
func tested(v ssa.Value, block *ssa.BasicBlock, op token.Token) bool {
	for b := block; b != nil; b = b.Idom() {
		from := b.Idom()
		if from == nil {
			return false
		}
		if side, ok := nilTest(v, from, op); ok {
			succ := from.Succs[side]
			if len(succ.Preds) == 1 && succ.Dominates(block) {
				return true
			}
		}
	}
	return false
}

// nilTest returns the successor of block taken when v op nil holds.
func nilTest(v ssa.Value, block *ssa.BasicBlock, op token.Token) (side int, ok bool) {
	branch, ok := BranchOf(block)
	if !ok {
		return 0, false
	}
	test, ok := branch.Cond.(*ssa.BinOp)
	if !ok || test.Op != token.EQL && test.Op != token.NEQ || !(test.X == v && IsNilConst(test.Y) || test.Y == v && IsNilConst(test.X)) {
		return 0, false
	}
	if test.Op == op {
		return 0, true
	}
	return 1, true
}

// IsNilConst reports whether v is the constant nil.
func IsNilConst(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// Returned returns result i of a return statement. Where the function defers
// calls, SSA keeps results in variables: the value is the one stored last.
func Returned(ret *ssa.Return, i int) ssa.Value {
	load, ok := ret.Results[i].(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return ret.Results[i]
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok || cell.Pos() != ret.Parent().Signature.Results().At(i).Pos() {
		return load // an ordinary variable
	}
	if stored := lastStored(cell, ret.Block()); stored != nil {
		return stored
	}
	return load
}

// lastStored returns what a variable holds at the end of block, nil if not one
// store decides it.
func lastStored(cell *ssa.Alloc, block *ssa.BasicBlock) ssa.Value {
	for seen := make(map[*ssa.BasicBlock]bool); !seen[block]; block = block.Preds[0] {
		seen[block] = true
		for i := len(block.Instrs) - 1; i >= 0; i-- {
			if store, ok := block.Instrs[i].(*ssa.Store); ok && store.Addr == cell {
				return store.Val
			}
		}
		if len(block.Preds) != 1 {
			break
		}
	}
	return nil
}
