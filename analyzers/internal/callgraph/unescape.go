package callgraph

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Unescapes reports whether a function undoes the URL encoding of a parameter.
func (r *Result) Unescapes(fn *ssa.Function, i int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.builder.unescapesOf(fn), Slot(Key(fn), i))
}

func (b *builder) unescapesOf(fn *ssa.Function) []Node {
	if nodes, ok := b.unescapes[fn]; ok {
		return nodes
	}
	if dep := b.imported(fn); dep != nil {
		return dep.Unescapes
	}
	b.unescapes[fn] = nil
	var nodes []Node
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, v := range b.unescaped(call.Common()) {
					nodes = b.textParams(v, nodes, make(map[ssa.Value]bool))
				}
			}
		}
	}
	b.unescapes[fn] = sorted(nodes)
	return b.unescapes[fn]
}

// unescaped returns the arguments that a call decodes.
func (b *builder) unescaped(common *ssa.CallCommon) []ssa.Value {
	fn := common.StaticCallee()
	if fn == nil {
		return nil
	}
	if b.summarised(fn) {
		var values []ssa.Value
		for i, arg := range common.Args {
			if slices.Contains(b.unescapesOf(fn), Slot(Key(fn), i)) {
				values = append(values, arg)
			}
		}
		return values
	}
	if obj, ok := fn.Object().(*types.Func); ok && Decodes(b.table, common, obj) {
		return common.Args
	}
	return nil
}

// Decodes reports whether a call of fn undoes the encoding of URLs, as a whole
// or, like strings.ReplaceAll(key, "+", " "), by hand.
func Decodes(table *catalog.Table, common *ssa.CallCommon, fn *types.Func) bool {
	row, ok := table.Func(catalog.Decode, fn)
	if !ok {
		return false
	}
	i, byHand := row.Position("old")
	if !byHand {
		return true
	}
	if i >= len(common.Args) {
		return false
	}
	old, ok := value.Text(common.Args[i])
	return ok && (old == "+" || strings.HasPrefix(old, "%"))
}
