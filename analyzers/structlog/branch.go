package structlog

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// errorBranch is what runs when an error is not nil.
type errorBranch struct {
	*finder
	branch   *ast.IfStmt
	err      *types.Var
	statuses []int64
	unknown  bool // the status is computed
	expected bool // the error says no more than that a text is malformed
}

// quiet reports whether the branch does nothing with the error, and nothing
// else that could be seen from outside but to answer.
func (b *errorBranch) quiet() bool {
	quiet := true
	ast.Inspect(b.branch.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt, *ast.IncDecStmt:
			quiet = false
		case *ast.Ident:
			quiet = quiet && b.Pass.TypesInfo.Uses[n] != b.err
		case *ast.AssignStmt:
			quiet = quiet && b.assigns(n)
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (b.isErr(n.X) || b.isErr(n.Y)) {
				return false // err == io.EOF
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "StatusCode" {
				b.status(n.Value)
			}
		case *ast.CallExpr:
			if b.tests(n) {
				return false // errors.Is(err, …)
			}
			quiet = quiet && b.traceless(n)
		}
		return quiet
	})
	return quiet
}

func (b *errorBranch) isErr(expr ast.Expr) bool {
	id, ok := ast.Unparen(expr).(*ast.Ident)
	return ok && b.Pass.TypesInfo.Uses[id] == b.err
}

// tests reports whether a call only tests an error.
func (b *errorBranch) tests(call *ast.CallExpr) bool {
	fn, _ := b.Pass.TypesInfo.Uses[rule.CalledName(call)].(*types.Func)
	if fn == nil {
		return false
	}
	_, ok := b.Table.Func(catalog.Predicate, fn)
	return ok
}

// assigns reports whether an assignment only prepares the answer: it sets a
// variable of the branch, or one that the branch returns.
func (b *errorBranch) assigns(stmt *ast.AssignStmt) bool {
	for i, lhs := range stmt.Lhs {
		if sel, ok := lhs.(*ast.SelectorExpr); ok && sel.Sel.Name == "StatusCode" && i < len(stmt.Rhs) {
			b.status(stmt.Rhs[i])
		}
		id := rootIdent(lhs)
		if id == nil {
			return false
		}
		if stmt.Tok == token.DEFINE || id.Name == "_" {
			continue
		}
		obj := b.Pass.TypesInfo.Uses[id]
		if obj == nil || !b.returns(obj) && !(b.branch.Body.Pos() <= obj.Pos() && obj.Pos() < b.branch.Body.End()) {
			return false
		}
	}
	return true
}

func rootIdent(expr ast.Expr) *ast.Ident {
	for {
		switch x := expr.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.StarExpr:
			expr = x.X
		case *ast.ParenExpr:
			expr = x.X
		default:
			return nil
		}
	}
}

// returns reports whether the branch returns a variable.
func (b *errorBranch) returns(obj types.Object) bool {
	found := false
	ast.Inspect(b.branch.Body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			for _, result := range ret.Results {
				if id := rootIdent(result); id != nil && b.Pass.TypesInfo.Uses[id] == obj {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// unanswered reports whether the branch ends the work as if nothing had
// happened, or with an answer that says no more than that something did.
// A 4xx answers an error that is the caller's, a 3xx leads elsewhere.
func (b *errorBranch) unanswered() bool {
	if len(b.branch.Body.List) == 0 {
		return false
	}
	switch last := b.branch.Body.List[len(b.branch.Body.List)-1].(type) {
	case *ast.BranchStmt:
		return last.Tok == token.CONTINUE && !b.expected
	case *ast.ReturnStmt:
		return b.returnsNoError() && b.statusHides(last)
	}
	return false
}

// returnsNoError reports whether every return of the branch has a nil error.
func (b *errorBranch) returnsNoError() bool {
	results := b.fn.Signature.Results()
	if results.Len() == 0 || !value.ImplementsError(results.At(results.Len()-1).Type()) {
		return true
	}
	nilErrors := true
	ast.Inspect(b.branch.Body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			switch len(ret.Results) {
			case results.Len():
				last := ret.Results[len(ret.Results)-1]
				_, call := ast.Unparen(last).(*ast.CallExpr)
				nilErrors = nilErrors && (b.isNil(last) || results.Len() == 1 && call && b.helperCall(last))
			case 1: // return response(500): traceless said that its error is nil
			default:
				nilErrors = false
			}
		}
		return nilErrors
	})
	return nilErrors
}

// helperCall reports whether expr calls a function whose error is nil as far
// as the work goes: one that sends the answer, or one of this package, which
// traceless looked into.
func (b *errorBranch) helperCall(expr ast.Expr) bool {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, _ := b.Pass.TypesInfo.Uses[rule.CalledName(call)].(*types.Func)
	if fn == nil {
		return false
	}
	_, ok = b.Table.Func(catalog.Answer, fn)
	return ok || b.function(fn) != nil
}

func (b *errorBranch) statusHides(ret *ast.ReturnStmt) bool {
	worst := int64(0)
	for _, code := range b.statuses {
		worst = max(worst, code)
	}
	switch {
	case worst >= 500:
		return true
	case worst >= 300 || b.unknown:
		return false
	case worst >= 100:
		return true
	case b.expected || entrypoint.Web(b.fn.Signature):
		return false // answered by what was called
	}
	// No status is known: a response that was made elsewhere may have one.
	if len(ret.Results) == 0 || value.ImplementsError(b.fn.Signature.Results().At(0).Type()) || !hasStatus(b.fn.Signature.Results().At(0).Type()) {
		return true
	}
	lit, ok := ast.Unparen(ret.Results[0]).(*ast.CompositeLit)
	return ok && len(lit.Elts) == 0
}

// hasStatus reports whether t is a response with an HTTP status.
func hasStatus(t types.Type) bool {
	t = value.Deref(t)
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return callgraph.TypeKey(t) == "" || types.IsInterface(t)
	}
	for field := range s.Fields() {
		if field.Name() == "StatusCode" {
			return true
		}
	}
	return false
}
