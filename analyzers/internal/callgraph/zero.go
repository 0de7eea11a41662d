package callgraph

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Params is a set of parameters by their position, the receiver first. The
// first 32 are enough.
type Params uint32

func (s *Params) add(i int) {
	if i < 32 {
		*s |= 1 << i
	}
}

// zeros returns the parameters that a call sets to nil, "", 0 or false.
func zeros(args []ssa.Value) Params {
	var set Params
	for i, arg := range args {
		if isZero(arg) {
			set.add(i)
		}
	}
	return set
}

// needs returns the parameters of fn that must not be zero if a block is to run:
//
//	func newClient(bucket string) *client {
//		c := new(client)
//		if bucket != "" { … }
func needs(fn *ssa.Function) map[*ssa.BasicBlock]Params {
	set := make(map[*ssa.BasicBlock]Params)
	for i, param := range fn.Params {
		cuts := make(map[edge]Node)
		for _, ref := range *param.Referrers() {
			for _, e := range setBranches(param, ref) {
				cuts[e] = "set"
			}
		}
		if len(cuts) == 0 {
			continue
		}
		blocked := unreachable(fn, cuts)
		for _, block := range fn.Blocks {
			if blocked.has(block.Index) {
				s := set[block]
				s.add(i)
				set[block] = s
			}
		}
	}
	return set
}

// setBranches returns the branches that are taken while a parameter is not
// zero, if ref tests it.
func setBranches(param *ssa.Parameter, ref ssa.Instruction) []edge {
	side := 0
	tests := []ssa.Instruction{ref}
	if cmp, ok := ref.(*ssa.BinOp); ok {
		if cmp.X != param || !isZero(cmp.Y) || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			return nil
		}
		if cmp.Op == token.EQL {
			side = 1
		}
		tests = *cmp.Referrers()
	}
	var edges []edge
	for _, test := range tests {
		if branch, ok := test.(*ssa.If); ok {
			edges = append(edges, edge{branch.Block(), side})
		}
	}
	return edges
}
