package callgraph

import "golang.org/x/tools/go/ssa"

// refs is what package ssa does not keep: where a package refers to functions
// and package variables.
type refs struct {
	of    map[ssa.Value][]ssa.Instruction
	calls map[*ssa.Function][]ssa.CallInstruction
}

// Refs returns the instructions of the package that refer to a function or to a
// package variable, function by function in the order of Functions.
func (r *Result) Refs(v ssa.Value) []ssa.Instruction { return r.refs().of[v] }

// Calls returns the calls of a declared function in the package, go and defer
// statements included, in the same order.
func (r *Result) Calls(fn *ssa.Function) []ssa.CallInstruction { return r.refs().calls[fn] }

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
		if callee := call.Common().StaticCallee(); callee != nil && callee.Object() != nil {
			r.calls[callee] = append(r.calls[callee], call)
		}
	}
}
