package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// Calls returns the calls of declared functions and interface methods in fn,
// go and defer statements included, in source order.
func Calls(fn *ssa.Function) iter.Seq2[ssa.CallInstruction, *types.Func] {
	return func(yield func(ssa.CallInstruction, *types.Func) bool) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if callee := Callee(call.Common()); callee != nil && !yield(call, callee) {
					return
				}
			}
		}
	}
}

// Callee returns the function or interface method that is called, nil for
// builtins and for function values other than a package variable's.
func Callee(common *ssa.CallCommon) *types.Func {
	if callee := catalog.Callee(common); callee != nil {
		return callee.Origin()
	}
	fn := initial(common.Value)
	if fn == nil {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	return obj
}

// initial returns the function that a package variable of this package is
// declared with: var exit = os.Exit is a seam for tests.
func initial(v ssa.Value) *ssa.Function {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	global, ok := load.X.(*ssa.Global)
	if !ok || global.Pkg.Func("init") == nil {
		return nil
	}
	for _, block := range global.Pkg.Func("init").Blocks {
		for _, instr := range block.Instrs {
			if store, ok := instr.(*ssa.Store); ok && store.Addr == global {
				fn, _ := store.Val.(*ssa.Function)
				return fn
			}
		}
	}
	return nil
}

// AtCall returns a candidate at a call, from the start of the call expression
// to its end.
func (c *Context) AtCall(fn *ssa.Function, call ssa.CallInstruction) Candidate {
	candidate := c.At(fn, call, call.Common().Pos())
	if expr := c.CallExpr(call); expr != nil {
		candidate.Where.Pos, candidate.End = c.Position(c.start(expr)), c.Position(expr.End())
	}
	return candidate
}

// start returns where a call begins for people: the method name if the
// expression before it ends on another line.
func (c *Context) start(expr *ast.CallExpr) token.Pos {
	sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr)
	if ok && c.Pass.Fset.Position(expr.Pos()).Line != c.Pass.Fset.Position(sel.Sel.Pos()).Line {
		return sel.Sel.Pos()
	}
	return expr.Pos()
}

// Argument returns the argument of a call at a position of the catalog, which
// leaves the receiver out; nil if there is none.
func Argument(common *ssa.CallCommon, position int) ssa.Value {
	if common.IsInvoke() {
		if position == catalog.Receiver {
			return common.Value
		}
	} else if callee := Callee(common); callee != nil && callee.Signature().Recv() != nil {
		position++ // of a method, or of a method expression
	}
	if position < 0 || position >= len(common.Args) {
		return nil
	}
	return common.Args[position]
}

// CalledName returns the identifier by which a call names its function, nil if
// it calls the value of another expression.
func CalledName(call *ast.CallExpr) *ast.Ident {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	}
	return nil
}

// CallExpr returns the syntax of a call, or nil.
func (c *Context) CallExpr(call ssa.CallInstruction) *ast.CallExpr {
	for _, n := range c.Enclosing(call.Common().Pos()) {
		if expr, ok := n.(*ast.CallExpr); ok {
			return expr
		}
	}
	return nil
}

// Enclosing returns the syntax around a position, innermost first.
func (c *Context) Enclosing(pos token.Pos) []ast.Node { return c.Graph.Enclosing(pos) }
