package handlerctx

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// passInstead replaces context.Background() by the context in scope.
func passInstead(c *rule.Context, call ssa.CallInstruction, here rule.Scope) *rule.Fix {
	expr := c.CallExpr(call)
	if expr == nil || !visible(c, here, expr.Pos()) || assigns(c, expr, here.Expr) {
		return nil
	}
	return &rule.Fix{Message: "Pass " + here.Expr, Edits: []rule.Edit{{Pos: c.Position(expr.Pos()), End: c.Position(expr.End()), New: here.Expr}}}
}

// callInstead calls the variant that takes a context first.
func callInstead(c *rule.Context, call ssa.CallInstruction, instead alternative, here rule.Scope) *rule.Fix {
	expr := c.CallExpr(call)
	if !instead.twin || expr == nil || !visible(c, here, expr.Pos()) {
		return nil
	}
	name := rule.CalledName(expr)
	if name == nil {
		return nil
	}
	context := here.Expr
	if len(expr.Args) > 0 {
		context += ", "
	}
	after := c.Position(expr.Lparen + 1)
	return &rule.Fix{Message: "Use " + instead.name, Edits: []rule.Edit{
		{Pos: c.Position(name.Pos()), End: c.Position(name.End()), New: instead.name},
		{Pos: after, End: after, New: context},
	}}
}

// renameInstead registers another method of the same value.
func renameInstead(c *rule.Context, pos token.Pos, from, to string) *rule.Fix {
	for _, n := range c.Enclosing(pos) {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == from {
			return &rule.Fix{Message: "Register " + to, Edits: []rule.Edit{{Pos: c.Position(sel.Sel.Pos()), End: c.Position(sel.Sel.End()), New: to}}}
		}
	}
	return nil
}

// visible reports whether the name of the parameter still means the parameter at pos.
func visible(c *rule.Context, here rule.Scope, pos token.Pos) bool {
	if here.Expr == "" {
		return false
	}
	inner := c.Pass.Pkg.Scope().Innermost(pos)
	if inner == nil {
		return false
	}
	_, obj := inner.LookupParent(here.Param.Name(), pos)
	v, ok := obj.(*types.Var)
	return ok && v == here.Param.Object()
}

// assigns reports whether the call is the whole right side of an assignment to
// the very context: ctx = ctx would remain.
func assigns(c *rule.Context, call *ast.CallExpr, name string) bool {
	for _, n := range c.Enclosing(call.Pos()) {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			continue
		}
		for i, rhs := range assign.Rhs {
			if rhs != call || i >= len(assign.Lhs) {
				continue
			}
			id, ok := assign.Lhs[i].(*ast.Ident)
			return ok && id.Name == name
		}
		return false
	}
	return false
}
