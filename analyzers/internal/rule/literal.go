package rule

import (
	"go/ast"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Literals returns the structs that fn makes: composite literals, and variables
// that are not copied from another struct. Pointers to structs are none.
func Literals(fn *ssa.Function) iter.Seq[*ssa.Alloc] {
	return func(yield func(*ssa.Alloc) bool) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				alloc, ok := instr.(*ssa.Alloc)
				if ok && isStruct(alloc) && !copied(alloc) && !yield(alloc) {
					return
				}
			}
		}
	}
}

func isStruct(alloc *ssa.Alloc) bool {
	_, ok := alloc.Type().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok
}

func copied(alloc *ssa.Alloc) bool {
	return slices.ContainsFunc(*alloc.Referrers(), func(use ssa.Instruction) bool {
		store, ok := use.(*ssa.Store)
		return ok && store.Addr == alloc
	})
}

// AtLiteral returns a candidate at a composite literal, or at the variable.
func (c *Context) AtLiteral(fn *ssa.Function, alloc *ssa.Alloc) Candidate {
	candidate := c.At(fn, alloc, alloc.Pos())
	for _, n := range c.Enclosing(alloc.Pos()) {
		if lit, ok := n.(*ast.CompositeLit); ok {
			candidate.Pos, candidate.End = c.Position(lit.Pos()), c.Position(lit.End())
			break
		}
	}
	return candidate
}
