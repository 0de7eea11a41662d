package handlerpanic

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// panicking returns the candidate for a panic statement that stands where an
// error should be returned, and not for an invariant or a protocol.
func panicking(c *rule.Context, fn *ssa.Function, p *ssa.Panic) (rule.Candidate, bool) {
	if recovers(fn) || !written(c, p.Pos()) {
		return rule.Candidate{}, false // passed on, or how SSA ends a block behind log.Fatal
	}
	x := value.Unwrap(p.X)
	if protocol(x) {
		return rule.Candidate{}, false
	}
	candidate := c.At(fn, p, p.Pos())
	candidate.Kind, candidate.Message = panics, "panic"
	candidate.Fix = returnInstead(c, p.Pos())
	if !text(x) {
		return candidate, true
	}
	_, constant := x.(*ssa.Const)
	if sw := switchBefore(c, p.Pos()); sw == typeSwitch || sw == valueSwitch && constant {
		return rule.Candidate{}, false
	}
	if len(fn.Blocks) == 1 {
		candidate.Notes = map[string]string{"stub": "yes"}
	}
	guardNote(c, &candidate, p.Block())
	return candidate, true
}

// text reports whether a panic's value only says what is wrong: a string, or an
// error made on the spot that wraps no other.
func text(x ssa.Value) bool {
	if value.LoadedFrom(x) != nil {
		return true // a sentinel error
	}
	if call, ok := x.(*ssa.Call); ok {
		return !namesError(call.Call.Args) && (value.IsString(x.Type()) || makesError(&call.Call))
	}
	return value.IsString(x.Type())
}

// makesError matches errors.New and fmt.Errorf.
func makesError(call *ssa.CallCommon) bool {
	callee := call.StaticCallee()
	if callee == nil || callee.Pkg == nil {
		return false
	}
	path := callee.Pkg.Pkg.Path()
	return path == "errors" && callee.Name() == "New" || path == "fmt" && callee.Name() == "Errorf"
}

// namesError reports whether an error is among arguments.
func namesError(args []ssa.Value) bool {
	for _, arg := range args {
		for _, part := range append(value.Variadic(arg), arg) {
			if isErrorLike(part.Type()) || isErrorLike(value.Unwrap(part).Type()) {
				return true
			}
		}
	}
	return false
}

// guardNote notes what guards a text, for preventable.
func guardNote(c *rule.Context, candidate *rule.Candidate, block *ssa.BasicBlock) {
	if cond := guard(c, block); cond != nil && !testsError(cond) {
		if testsParameter(cond) {
			cond = ssa.NewConst(nil, cond.Type()) // whether it is nil is the caller's code, not its data
		}
		candidate.Notes = map[string]string{"guard": c.Graph.Origin(cond).String()}
	}
}

// guard returns the condition that decides whether a block is entered, nil if
// it always is.
func guard(c *rule.Context, block *ssa.BasicBlock) ssa.Value {
	for idom := block.Idom(); idom != nil; idom = idom.Idom() {
		if branch, ok := value.BranchOf(idom); ok && !value.TestsLoop(branch.Cond) {
			return branch.Cond
		}
	}
	if refs := c.Graph.Refs(block.Parent()); len(refs) > 0 && value.IsLoopBody(block.Parent()) {
		return guard(c, refs[0].Block()) // what decides about the loop
	}
	return nil
}

// testsError reports whether a condition looks at an error.
func testsError(cond ssa.Value) bool {
	instr, ok := cond.(ssa.Instruction)
	if !ok {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && isErrorLike((*op).Type()) {
			return true
		}
	}
	return false
}

// testsParameter matches p == nil for a parameter.
func testsParameter(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	c, isConst := cmp.Y.(*ssa.Const)
	_, isParam := cmp.X.(*ssa.Parameter)
	return isParam && isConst && c.IsNil()
}

// preventable reports whether what guards a panic can come true in an
// invocation that is called right: a check of the event, of the environment or
// of what a service answers. What only a programmer can break is an invariant.
// A method that is nothing but a panic stands for one that a library, which
// might call it, does not.
func preventable(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if c.Notes["stub"] != "" {
		return s.Via == nil || s.Via.Call.Kind != callgraph.External
	}
	note, ok := c.Notes["guard"]
	return !ok || q.Program.Bits(provenance.Parse(note))&(provenance.Event|provenance.Env|provenance.Answer) != 0
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
			if call, ok := instr.(*ssa.Call); ok && value.IsBuiltin(&call.Call, "recover") && len(*call.Referrers()) > 0 {
				return true
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

// switchKind tells what stands before a place that cannot be reached.
type switchKind int

const (
	noSwitch switchKind = iota
	valueSwitch
	typeSwitch
)

// switchBefore returns the kind of switch in whose default case pos is, or
// behind which at the end of a function: a text there says that the cases are
// all there are.
func switchBefore(c *rule.Context, pos token.Pos) switchKind {
	path := c.Enclosing(pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CaseClause:
			if n.List != nil || i+2 >= len(path) {
				return noSwitch
			}
			return kindOfSwitch(path[i+2])
		case *ast.CommClause, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			return noSwitch
		case *ast.BlockStmt:
			if i+1 < len(path) && isFunc(path[i+1]) {
				return behindSwitch(n.List, pos)
			}
		}
	}
	return noSwitch
}

func kindOfSwitch(n ast.Node) switchKind {
	switch n.(type) {
	case *ast.SwitchStmt:
		return valueSwitch
	case *ast.TypeSwitchStmt:
		return typeSwitch
	}
	return noSwitch
}

func isFunc(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		return true
	}
	return false
}

func behindSwitch(list []ast.Stmt, pos token.Pos) switchKind {
	for i, stmt := range list {
		if i > 0 && stmt.Pos() <= pos && pos < stmt.End() {
			return kindOfSwitch(list[i-1])
		}
	}
	return noSwitch
}
