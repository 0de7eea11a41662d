package value

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// IsNil reports whether v is nil whenever control is in block: it is the
// constant, or a branch on the way there says so.
func IsNil(v ssa.Value, block *ssa.BasicBlock) bool { return isNil(v, block, make(map[ssa.Value]bool)) }

func isNil(v ssa.Value, block *ssa.BasicBlock, seen map[ssa.Value]bool) bool {
	if c, ok := v.(*ssa.Const); ok {
		return c.IsNil()
	}
	if tested(v, block, token.EQL) {
		return true
	}
	if seen[v] {
		return true
	}
	seen[v] = true
	if call, i := ResultOf(v); call != nil {
		return givesNil(call, i, seen)
	}
	phi, ok := v.(*ssa.Phi)
	if !ok {
		return false
	}
	for i, edge := range phi.Edges {
		pred := phi.Block().Preds[i]
		if !isNil(edge, pred, seen) && !takenNil(edge, pred, phi.Block()) {
			return false
		}
	}
	return true
}

// givesNil reports whether result i of a call is nil: the callee always returns
// nil there, or a parameter that is nil in this call.
func givesNil(call *ssa.Call, i int, seen map[ssa.Value]bool) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return false
	}
	for _, block := range callee.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if i >= len(ret.Results) {
			return false
		}
		v := Returned(ret, i)
		if p, ok := v.(*ssa.Parameter); ok {
			if isNil(call.Call.Args[slices.Index(callee.Params, p)], call.Block(), seen) {
				continue
			}
		}
		if !isNil(v, block, seen) {
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

// IsNotNil reports whether a branch on the way to block says that v is not nil.
func IsNotNil(v ssa.Value, block *ssa.BasicBlock) bool { return tested(v, block, token.NEQ) }

// IsNotNilOn reports whether v is not nil where control passes from pred to succ.
func IsNotNilOn(v ssa.Value, pred, succ *ssa.BasicBlock) bool {
	side, ok := nilTest(v, pred, token.NEQ)
	return ok && pred.Succs[side] == succ && pred.Succs[1-side] != succ || IsNotNil(v, pred)
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
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return 0, false
	}
	test, ok := branch.Cond.(*ssa.BinOp)
	if !ok || test.Op != token.EQL && test.Op != token.NEQ || !(test.X == v && nilConst(test.Y) || test.Y == v && nilConst(test.X)) {
		return 0, false
	}
	if test.Op == op {
		return 0, true
	}
	return 1, true
}

func nilConst(v ssa.Value) bool {
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
