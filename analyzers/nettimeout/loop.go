package nettimeout

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// loop is a set of blocks that all lead to each other.
type loop map[*ssa.BasicBlock]bool

// loopAround returns the innermost loop that block is part of, or nil.
func loopAround(block *ssa.BasicBlock) loop {
	for head := block; head != nil; head = head.Idom() {
		if l := loopFrom(head); l[block] {
			return l
		}
	}
	return nil
}

// loopFrom returns the natural loop of a head: what leads back to it without
// leaving what it dominates.
func loopFrom(head *ssa.BasicBlock) loop {
	l := make(loop)
	var work []*ssa.BasicBlock
	for _, pred := range head.Preds {
		if head.Dominates(pred) {
			work = append(work, pred)
		}
	}
	if len(work) == 0 {
		return nil
	}
	l[head] = true
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !l[b] {
			l[b] = true
			work = append(work, b.Preds...)
		}
	}
	return l
}

// exits yields the conditions under which the loop ends.
func (l loop) exits(yield func(ssa.Value) bool) {
	for b := range l {
		branch, ok := value.BranchOf(b)
		if ok && (!l[b.Succs[0]] || !l[b.Succs[1]]) && !yield(branch.Cond) {
			return
		}
	}
}

// overCollection reports whether the loop goes once through what is there.
func (l loop) overCollection() bool {
	for cond := range l.exits {
		switch cond := cond.(type) {
		case *ssa.Extract: // ok of a range
			if _, ok := cond.Tuple.(*ssa.Next); ok {
				return true
			}
		case *ssa.BinOp:
			if l.counter(cond.X) && value.Length(cond.Y) != nil || isToken(cond) {
				return true
			}
		}
	}
	return false
}

// isToken matches token == "" and token == nil: there is no next page.
func isToken(cond *ssa.BinOp) bool {
	c, ok := cond.Y.(*ssa.Const)
	if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
		return false
	}
	t := cond.X.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok && c.IsNil() {
		t = ptr.Elem()
	} else if c.Value == nil || c.Value.ExactString() != `""` {
		return false
	}
	return value.IsString(t)
}

// bounded reports whether something ends the loop, whatever it waits for: a
// count, a clock, a context, another channel.
func (l loop) bounded() bool {
	for cond := range l.exits {
		if l.limits(cond) {
			return true
		}
	}
	for b := range l {
		for _, instr := range b.Instrs {
			if watches(instr) {
				return true
			}
		}
	}
	return false
}

// limits reports whether a condition comes true by itself.
func (l loop) limits(cond ssa.Value) bool {
	return reaches(cond, func(v ssa.Value) bool {
		switch v := v.(type) {
		case *ssa.BinOp:
			return isComparison(v.Op) && (l.counter(v.X) || l.counter(v.Y))
		case *ssa.Select:
			return true
		case *ssa.Call:
			return tellsTime(v.Common())
		}
		return false
	})
}

func isComparison(op token.Token) bool {
	switch op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
		return true
	}
	return false
}

// tellsTime matches time.Now, Since and the like, and the libraries that count attempts.
func tellsTime(common *ssa.CallCommon) bool {
	callee := rule.Callee(common)
	if callee == nil || callee.Pkg() == nil {
		return false
	}
	path := callee.Pkg().Path()
	return path == "time" || strings.Contains(path, "backoff") || strings.Contains(path, "retry")
}

// counter reports whether v is an integer that the loop moves by a step.
func (l loop) counter(v ssa.Value) bool {
	if basic, ok := v.Type().Underlying().(*types.Basic); !ok || basic.Info()&types.IsNumeric == 0 {
		return false
	}
	return reaches(v, func(v ssa.Value) bool {
		switch v := v.(type) {
		case *ssa.Phi:
			return l[v.Block()] && hasStep(v)
		case *ssa.UnOp:
			return v.Op == token.MUL && l.moves(v.X)
		}
		return false
	})
}

func hasStep(phi *ssa.Phi) bool {
	for _, edge := range phi.Edges {
		if step, ok := edge.(*ssa.BinOp); ok {
			switch step.Op {
			case token.ADD, token.SUB, token.MUL, token.SHL, token.SHR, token.QUO:
				return true
			}
		}
	}
	return false
}

// moves reports whether the loop assigns the variable a step of itself.
func (l loop) moves(addr ssa.Value) bool {
	for b := range l {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok && sameAddr(store.Addr, addr) {
				if _, step := store.Val.(*ssa.BinOp); step {
					return true
				}
			}
		}
	}
	return false
}

func sameAddr(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.FieldAddr)
	y, ok2 := b.(*ssa.FieldAddr)
	return ok && ok2 && x.Field == y.Field && x.X == y.X
}

// watches: the loop asks whether a context is over, works with one that has a
// timeout of its own, or listens to several channels.
func watches(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		_, ok := instr.(*ssa.Select)
		return ok
	}
	common := call.Common()
	if common.IsInvoke() && value.IsContext(common.Value.Type()) {
		return true
	}
	for _, arg := range common.Args {
		if value.IsContext(arg.Type()) && reaches(arg, hasDeadline) {
			return true
		}
	}
	return false
}

// hasDeadline matches context.WithTimeout and WithDeadline.
func hasDeadline(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	callee := rule.Callee(call.Common())
	return callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "context" &&
		(strings.HasPrefix(callee.Name(), "WithTimeout") || strings.HasPrefix(callee.Name(), "WithDeadline"))
}

// reaches reports whether something that v is computed from matches.
func reaches(v ssa.Value, matches func(ssa.Value) bool) bool {
	seen := make(map[ssa.Value]bool)
	for work := []ssa.Value{v}; len(work) > 0; {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if v == nil || seen[v] {
			continue
		}
		seen[v] = true
		if matches(v) {
			return true
		}
		switch v.(type) {
		case *ssa.Call, *ssa.Alloc:
			continue // what a call makes of its arguments is its own affair
		}
		if instr, ok := v.(ssa.Instruction); ok {
			for _, op := range instr.Operands(nil) {
				work = append(work, *op)
			}
		}
	}
	return false
}
