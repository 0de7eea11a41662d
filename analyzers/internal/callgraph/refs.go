package callgraph

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// refs is what package ssa does not keep: where a package refers to functions
// and package variables.
type refs struct {
	of    map[ssa.Value][]ssa.Instruction
	calls map[*ssa.Function][]ssa.CallInstruction
}

// Refs returns the instructions of the package that refer to a function or to a
// package variable, function by function in the order of Functions.
func (r *Result) Refs(v ssa.Value) []ssa.Instruction { return r.refs().of[v] }

// Calls returns the calls of a function in the package, go and defer statements
// included, in the same order. Of a literal that is used otherwise, too, there
// are none: it may be called from anywhere.
func (r *Result) Calls(fn *ssa.Function) []ssa.CallInstruction {
	refs := r.refs()
	escapes := func(ref ssa.Instruction) bool { return !onlyCalls(ref, fn) }
	if fn.Parent() != nil && slices.ContainsFunc(refs.of[fn], escapes) {
		return nil
	}
	return refs.calls[generic(fn)]
}

// onlyCalls reports whether an instruction does nothing with fn but call it, or
// capture variables for calls of it.
func onlyCalls(ref ssa.Instruction, fn ssa.Value) bool {
	switch ref := ref.(type) {
	case *ssa.MakeClosure:
		return !slices.ContainsFunc(*ref.Referrers(), func(r ssa.Instruction) bool { return !onlyCalls(r, ref) })
	case ssa.CallInstruction:
		return !slices.Contains(ref.Common().Args, fn)
	}
	return false
}

func newRefs(functions []*ssa.Function) *refs {
	r := &refs{of: make(map[ssa.Value][]ssa.Instruction), calls: make(map[*ssa.Function][]ssa.CallInstruction)}
	var operands []*ssa.Value
	for _, fn := range functions {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				operands = instr.Operands(operands[:0])
				r.add(instr, operands)
			}
		}
	}
	return r
}

func (r *refs) add(instr ssa.Instruction, operands []*ssa.Value) {
	for _, op := range operands {
		switch (*op).(type) {
		case *ssa.Function, *ssa.Global:
			all := r.of[*op]
			if n := len(all); n == 0 || all[n-1] != instr {
				r.of[*op] = append(all, instr)
			}
		}
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		if callee := call.Common().StaticCallee(); callee != nil {
			callee = generic(callee)
			r.calls[callee] = append(r.calls[callee], call)
		}
	}
}
