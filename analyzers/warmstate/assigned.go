package warmstate

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// reset reports whether the function takes what it wrote out again on every
// way to its end:
//
//	current = ctx
//	defer func() { current = nil }()
func reset(c *rule.Context, fn *ssa.Function, w *write) bool {
	clears := make(map[*ssa.BasicBlock]bool)
	for _, block := range fn.Blocks {
		for i, instr := range block.Instrs {
			if !takesOut(c, fn, instr, w.location) {
				continue
			}
			_, deferred := instr.(*ssa.Defer)
			switch {
			case deferred && value.Precedes(instr, w.instr), block == w.instr.Block() && i > slices.Index(block.Instrs, w.instr):
				return true
			case block != w.instr.Block():
				clears[block] = true
			}
		}
	}
	return len(clears) > 0 && !returns(w.instr.Block(), clears)
}

// takesOut: the instruction assigns nothing, or defers a literal that does.
func takesOut(c *rule.Context, fn *ssa.Function, instr ssa.Instruction, location callgraph.Node) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return empty(instr.Val) && c.Graph.Location(fn, instr.Addr) == location
	case *ssa.Defer:
		literal := instr.Call.StaticCallee()
		if literal == nil || literal.Parent() != fn || len(literal.Blocks) == 0 {
			return false
		}
		return slices.ContainsFunc(literal.Blocks[0].Instrs, func(i ssa.Instruction) bool {
			_, store := i.(*ssa.Store)
			return store && takesOut(c, literal, i, location)
		})
	}
	return false
}

// returns reports whether control can come from the end of a block to a return
// without entering one of the others.
func returns(from *ssa.BasicBlock, others map[*ssa.BasicBlock]bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	for work := []*ssa.BasicBlock{from}; len(work) > 0; {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[block] || others[block] {
			continue
		}
		seen[block] = true
		if _, ok := value.ReturnOf(block); ok {
			return true
		}
		work = append(work, block.Succs...)
	}
	return false
}

// assignedFirst reports whether every read of a package variable comes after
// an assignment in the same invocation: what the last one left is never seen.
func assignedFirst(c *rule.Context, w *write) bool {
	g, ok := w.addr.(*ssa.Global)
	if !ok || g.Object() == nil || g.Object().Exported() {
		return false // other packages may read it
	}
	u := uses{c: c, global: g, preceded: make(map[*ssa.Function]bool)}
	return u.covered()
}

// uses looks at what the package does with a variable.
type uses struct {
	c        *rule.Context
	global   *ssa.Global
	preceded map[*ssa.Function]bool // by an assignment in each that calls it
}

func (u *uses) covered() bool {
	return !slices.ContainsFunc(u.c.Graph.Refs(u.global), func(ref ssa.Instruction) bool {
		return u.reads(ref) && !u.after(ref)
	})
}

// reads reports whether an instruction does anything but assign the variable.
func (u *uses) reads(ref ssa.Instruction) bool {
	store, ok := ref.(*ssa.Store)
	return !ok || store.Addr != u.global || store.Val == u.global
}

// after reports whether an assignment precedes the instruction, in its
// function or in each that calls it.
func (u *uses) after(at ssa.Instruction) bool {
	for _, ref := range u.c.Graph.Refs(u.global) {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == u.global && store.Parent() == at.Parent() && value.Precedes(store, at) {
			return true
		}
	}
	fn := at.Parent()
	if obj := fn.Object(); obj == nil || obj.Exported() {
		return false // a literal, or a function that others may call
	}
	known, ok := u.preceded[fn]
	if !ok {
		u.preceded[fn] = false // for recursion
		known = u.callers(fn)
		u.preceded[fn] = known
	}
	return known
}

// callers reports whether every call of fn comes after an assignment. One that
// is passed on as a value may be called by anyone.
func (u *uses) callers(fn *ssa.Function) bool {
	refs := u.c.Graph.Refs(fn)
	return len(refs) > 0 && !slices.ContainsFunc(refs, func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		return !ok || call.Common().Value != fn || slices.Contains(call.Common().Args, ssa.Value(fn)) || !u.after(ref)
	})
}
