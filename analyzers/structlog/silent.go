package structlog

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// silences finds the error branches of a handler that end the work and leave
// no trace of the error:
//
//	if err != nil {
//		return response(500), nil
//	}
func (f *finder) silences() {
	if !entrypoint.Handler(f.fn.Signature) {
		return
	}
	var body *ast.BlockStmt
	switch syntax := f.fn.Syntax().(type) {
	case *ast.FuncDecl:
		body = syntax.Body
	case *ast.FuncLit:
		body = syntax.Body
	}
	if body == nil {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			f.silence(n)
		}
		return true
	})
}

func (f *finder) silence(branch *ast.IfStmt) {
	cond, ok := ast.Unparen(branch.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ {
		return
	}
	id, ok := ast.Unparen(cond.X).(*ast.Ident)
	if !ok || !f.isNil(cond.Y) {
		return
	}
	err, ok := f.Pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || !value.IsError(err.Type()) || f.isResult(err) {
		return
	}
	at, v := f.tested(cond)
	if at == nil || value.Infallible(f.Table, v) || usedElsewhere(f.Table, v, make(map[ssa.Value]bool)) {
		return
	}
	call, callee := origin(v)
	b := &errorBranch{finder: f, branch: branch, err: err}
	name := "a call"
	if callee != nil {
		name = callgraph.Display(callee)
		_, b.expected = f.Table.Func(catalog.Predicate, callee)
	}
	if !b.quiet() || !b.unanswered() {
		return
	}
	candidate := f.At(f.fn, at, branch.Pos())
	candidate.End = f.Position(branch.Body.Lbrace)
	candidate.Kind = silent
	candidate.Message = "the error of " + name + " ends here, neither logged nor returned: the failure leaves no trace; log it before answering"
	if call != nil {
		candidate.Notes = map[string]string{"call": place(f.Position(call.Pos()))} // it may have logged the error
	}
	f.candidates = append(f.candidates, candidate)
}

func (f *finder) isNil(expr ast.Expr) bool { return f.Pass.TypesInfo.Types[expr].IsNil() }

// isResult reports whether err is a named result: a bare return returns it,
// and a deferred function sees it.
func (f *finder) isResult(err *types.Var) bool {
	for r := range f.fn.Signature.Results().Variables() {
		if r == err {
			return true
		}
	}
	return false
}

// tested returns the instruction of a condition and the error it tests.
func (f *finder) tested(cond *ast.BinaryExpr) (ssa.Instruction, ssa.Value) {
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			if test, ok := instr.(*ssa.BinOp); ok && test.Pos() == cond.OpPos {
				return test, test.X
			}
		}
	}
	return nil, nil
}

// usedElsewhere reports whether anything but a test looks at an error. A
// variable in memory is shared with a closure, which may.
func usedElsewhere(table *catalog.Table, v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Extract, *ssa.Call:
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if _, ok := edge.(*ssa.Const); !ok && usedElsewhere(table, edge, seen) {
				return true
			}
		}
	default:
		return true
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp, *ssa.DebugRef:
		case *ssa.Phi:
			if !seen[ref] {
				return true // lives on
			}
		case *ssa.Call:
			callee := rule.Callee(&ref.Call)
			if callee == nil {
				return true
			}
			if _, ok := table.Func(catalog.Predicate, callee); !ok {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// origin returns the call that an error comes from, and the function that is
// called; nil if it is not known.
func origin(v ssa.Value) (*ssa.Call, *types.Func) {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil, nil
	}
	return call, rule.Callee(&call.Call)
}

func place(p callgraph.Position) string { return fmt.Sprintf("%s:%d", p.File, p.Offset) }

// answers reports whether a function answers an event: it is an entry point,
// or a router or adapter calls it with the request. A failure of these sources
// is either seen by a caller or repeated; of the others Lambda keeps no
// account, but they are told of as well with -strict.
func answers(q *rule.Query, s *invocation.Step) bool {
	switch s.Source.Model {
	case entrypoint.Sync, entrypoint.Poll:
	case entrypoint.Async:
		if !q.Config.Strict {
			return false
		}
	default:
		return false
	}
	if strings.HasSuffix(s.Source.Name, "authorizer") {
		return false // denies access: that is the answer to a bad token
	}
	return s.Via == nil || s.Via.Call.Kind != callgraph.Static && s.Func.Event != "" && s.Func.Shape&callgraph.HandlerShaped != 0
}

// traced reports whether the function that failed, or one that it calls, logs errors.
func traced(q *rule.Query, c rule.Candidate) bool {
	const farther = 4 // calls
	var level []string
	for _, e := range q.Program.Edges(c.Func) {
		if place(e.Call.Pos) == c.Notes["call"] {
			level = append(level, e.Callee.Key)
		}
	}
	seen := make(map[string]bool)
	for range farther {
		var next []string
		for _, key := range level {
			if seen[key] {
				continue
			}
			seen[key] = true
			for _, m := range q.Marks(key) {
				if m.Kind == traces {
					return true
				}
			}
			for _, e := range q.Program.Edges(key) {
				next = append(next, e.Callee.Key)
			}
		}
		level = next
	}
	return false
}
