package handlerpanic

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// deliberate reports whether a panic statement stands where an error should be
// returned, and not for an invariant or a protocol.
func deliberate(c *rule.Context, fn *ssa.Function, p *ssa.Panic) bool {
	if recovers(fn) || !written(c, p.Pos()) {
		return false // passed on, or how SSA ends a block behind log.Fatal
	}
	x := value.Unwrap(p.X)
	if protocol(x) {
		return false
	}
	_, isConst := x.(*ssa.Const)
	return !isConst || !invariant(c, p.Pos())
}

// written reports whether the source says panic at pos.
func written(c *rule.Context, pos token.Pos) bool {
	for _, n := range c.Enclosing(pos) {
		if call, ok := n.(*ast.CallExpr); ok {
			return calledName(call) == "panic"
		}
	}
	return false
}

// recovers reports whether fn calls recover itself: what it panics with, it re-panics.
func recovers(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "recover" {
					return true
				}
			}
		}
	}
	return false
}

// protocol: aws-lambda-go reports a messages.InvokeResponse_Error verbatim,
// and net/http aborts the response on http.ErrAbortHandler.
func protocol(x ssa.Value) bool {
	if named, ok := types.Unalias(x.Type()).(*types.Named); ok && named.Obj().Name() == "InvokeResponse_Error" {
		return true
	}
	g := value.LoadedFrom(x)
	return g != nil && g.Name() == "ErrAbortHandler" && g.Pkg.Pkg.Path() == "net/http"
}

// invariant reports whether a panic says that a place cannot be reached: in a
// default case, or behind a switch at the end of a function.
func invariant(c *rule.Context, pos token.Pos) bool {
	path := c.Enclosing(pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CaseClause:
			return n.List == nil
		case *ast.CommClause, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			return false
		case *ast.BlockStmt:
			if i+1 < len(path) && isFunc(path[i+1]) {
				return behindSwitch(n.List, pos)
			}
		}
	}
	return false
}

func isFunc(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		return true
	}
	return false
}

func behindSwitch(list []ast.Stmt, pos token.Pos) bool {
	for i, stmt := range list {
		if stmt.Pos() <= pos && pos < stmt.End() {
			if i == 0 {
				return false
			}
			switch list[i-1].(type) {
			case *ast.SwitchStmt, *ast.TypeSwitchStmt:
				return true
			}
			return false
		}
	}
	return false
}
