package callgraph

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// verdicts tells how a function can say more than that it failed: by a result,
// or by an error of its own.
func verdicts(fn *ssa.Function) Shape {
	var shape Shape
	for r := range fn.Signature.Results().Variables() {
		if !value.IsError(r.Type()) {
			shape |= Answers
		}
	}
	for _, block := range fn.Blocks {
		ret, ok := value.ReturnOf(block)
		if !ok {
			continue
		}
		for _, v := range ret.Results {
			if value.IsError(v.Type()) && named(v, 0) {
				shape |= Objects
			}
		}
	}
	return shape
}

// named reports whether an error is made for the purpose: a package variable,
// errors.New, or a value of an error type.
func named(v ssa.Value, depth int) bool {
	const deepest = 4
	if depth > deepest {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		_, global := v.X.(*ssa.Global)
		return global && v.Op == token.MUL
	case *ssa.MakeInterface:
		return true
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		return callee != nil && callee.Name() == "New" && callee.Pkg != nil && callee.Pkg.Pkg.Name() == "errors"
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if named(edge, depth+1) {
				return true
			}
		}
	}
	return false
}

// generated reports whether pos lies in a generated file.
func (b *builder) generated(pos token.Pos) bool {
	for _, file := range b.pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return ast.IsGenerated(file)
		}
	}
	return false
}
