package afterstart

import (
	_ "embed"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule afterstart.
var Analyzer = rule.NewSite[mark](rule.Rule{
	Name: "afterstart",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	starts := starting(c, fn)
	if len(starts) == 0 {
		return nil
	}
	var found []rule.Candidate
	for _, start := range starts {
		if candidate, ok := behind(c, fn, start); ok {
			found = append(found, candidate)
		}
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok || !before(d, starts) {
				continue
			}
			if name := effectOf(c, d); name != "" {
				candidate := c.At(fn, d, d.Pos())
				candidate.Kind = "defer"
				candidate.Message = "deferred " + name + " never runs: lambda.Start does not return; call it from lambda.WithEnableSIGTERM, or in the handler if each invocation needs it"
				found = append(found, candidate)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b rule.Candidate) int { return a.Pos.Compare(b.Pos) })
	return found
}

// starting returns the calls in fn that do not come back on Lambda.
func starting(c *rule.Context, fn *ssa.Function) []*ssa.Call {
	if !registers(c) {
		return nil
	}
	var starts []*ssa.Call
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(*ssa.Call); ok && isStart(c, call, nil) {
				starts = append(starts, call)
			}
		}
	}
	return starts
}

// registers reports whether the package starts a Lambda at all.
func registers(c *rule.Context) bool {
	return slices.ContainsFunc(c.Graph.Summary.Funcs, func(f *callgraph.Func) bool {
		return slices.ContainsFunc(f.Calls, func(call *callgraph.Call) bool { return call.Kind == callgraph.Start })
	})
}

// isStart reports whether a call starts the Lambda, itself or in a function of
// the package that does nothing else. outer are the functions being looked at.
func isStart(c *rule.Context, call *ssa.Call, outer []*ssa.Function) bool {
	const deepest = 3
	callee := rule.Callee(call.Common())
	if callee == nil {
		return false
	}
	if row, ok := c.Table.Func(catalog.Start, callee); ok {
		return !row.Has("local")
	}
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || slices.Contains(outer, fn) || len(outer) == deepest {
		return false
	}
	return alwaysStarts(c, fn, append(outer, fn))
}

// alwaysStarts reports whether no way through fn avoids a start.
func alwaysStarts(c *rule.Context, fn *ssa.Function, outer []*ssa.Function) bool {
	starts := func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && isStart(c, call, outer)
	}
	started := false
	seen := make(map[*ssa.BasicBlock]bool)
	for work := []*ssa.BasicBlock{fn.Blocks[0]}; len(work) > 0; {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		if slices.ContainsFunc(block.Instrs, starts) {
			started = true
			continue
		}
		if _, ok := value.ReturnOf(block); ok {
			return false
		}
		work = append(work, block.Succs...)
	}
	return started
}

// behind finds the first statement after a start in its block.
func behind(c *rule.Context, fn *ssa.Function, start *ssa.Call) (rule.Candidate, bool) {
	path := c.Enclosing(start.Pos())
	for i, n := range path {
		stmt, ok := n.(ast.Stmt)
		if !ok {
			continue
		}
		if _, ok := stmt.(*ast.ExprStmt); !ok || i+1 == len(path) {
			break
		}
		next := following(path[i+1], stmt)
		if next == nil || empty(next) {
			break
		}
		candidate := c.At(fn, start, next.Pos())
		candidate.End = c.Position(next.End())
		candidate.Kind = "behind"
		candidate.Message = "the code after " + callgraph.Display(rule.Callee(start.Common())) + " never runs: it does not return on Lambda; move the code before it, into the handler, or into lambda.WithEnableSIGTERM"
		return candidate, true
	}
	return rule.Candidate{}, false
}

// following returns the statement after stmt in a list of statements.
func following(parent ast.Node, stmt ast.Stmt) ast.Stmt {
	var list []ast.Stmt
	switch parent := parent.(type) {
	case *ast.BlockStmt:
		list = parent.List
	case *ast.CaseClause:
		list = parent.Body
	case *ast.CommClause:
		list = parent.Body
	}
	if i := slices.Index(list, stmt); i >= 0 && i+1 < len(list) {
		return list[i+1]
	}
	return nil
}

// empty reports whether a statement does nothing, or says only that it is not
// reached: the compiler asks for a return where the function has a result.
func empty(stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.BranchStmt, *ast.EmptyStmt:
		return true
	case *ast.ReturnStmt:
		return !slices.ContainsFunc(stmt.Results, calls)
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		name, ok := call.Fun.(*ast.Ident)
		return ok && name.Name == "panic"
	}
	return false
}

func calls(expr ast.Expr) bool {
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		_, call := n.(*ast.CallExpr)
		found = found || call
		return !found
	})
	return found
}

// before reports whether a defer statement is on the way to a start.
func before(d *ssa.Defer, starts []*ssa.Call) bool {
	reached := make(map[*ssa.BasicBlock]bool)
	work := slices.Clone(d.Block().Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !reached[b] {
			reached[b] = true
			work = append(work, b.Succs...)
		}
	}
	return slices.ContainsFunc(starts, func(s *ssa.Call) bool {
		return s.Block() == d.Block() && value.Precedes(d, s) || reached[s.Block()]
	})
}
