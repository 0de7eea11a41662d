package structlog

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// status notes an HTTP status that the branch answers with.
func (b *errorBranch) status(expr ast.Expr) {
	v := b.Pass.TypesInfo.Types[expr].Value
	if v == nil || v.Kind() != constant.Int {
		b.unknown = true
		return
	}
	code, _ := constant.Int64Val(v)
	b.statuses = append(b.statuses, code)
}

// traceless reports whether a call leaves no trace of the error: it makes or
// sends an answer. Whatever is not known to be so may log.
func (b *errorBranch) traceless(call *ast.CallExpr) bool {
	if tv := b.Pass.TypesInfo.Types[call.Fun]; tv.IsType() {
		return true
	}
	for _, arg := range call.Args {
		if v := b.Pass.TypesInfo.Types[arg].Value; v != nil && isStatus(v) {
			b.status(arg)
		}
	}
	switch obj := b.Pass.TypesInfo.Uses[rule.CalledName(call)].(type) {
	case *types.Builtin:
		return obj.Name() == "len" || obj.Name() == "make" || obj.Name() == "new"
	case *types.Func:
		if _, ok := b.Table.Func(catalog.Answer, obj); ok {
			return !b.printsText(call, obj)
		}
		fn := b.function(obj)
		return fn != nil && b.helper(fn, make(map[*ssa.Function]bool))
	}
	return false
}

// printsText reports whether a Fprint goes to stdout or stderr: that is a log line.
func (b *errorBranch) printsText(call *ast.CallExpr, fn *types.Func) bool {
	if _, ok := b.Table.Func(catalog.Print, fn); !ok || len(call.Args) == 0 {
		return false
	}
	obj := b.Pass.TypesInfo.Uses[lastIdent(call.Args[0])]
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "os"
}

func lastIdent(expr ast.Expr) *ast.Ident {
	switch x := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		return x.Sel
	}
	return new(ast.Ident)
}

func isStatus(v constant.Value) bool {
	if v.Kind() != constant.Int {
		return false
	}
	code, ok := constant.Int64Val(v)
	return ok && code >= 100 && code < 600
}

// function returns the body of a function of this package.
func (b *errorBranch) function(obj *types.Func) *ssa.Function {
	if obj.Pkg() != b.Pass.Pkg {
		return nil
	}
	for _, fn := range b.Graph.Functions {
		if fn.Object() == obj {
			return fn
		}
	}
	return nil
}

// helper reports whether a function of this package only makes an answer, and
// never returns an error of its own.
func (b *errorBranch) helper(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return true
	}
	seen[fn] = true
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if !b.harmless(instr, seen) {
				return false
			}
		}
	}
	return len(fn.Blocks) > 0
}

func (b *errorBranch) harmless(instr ssa.Instruction, seen map[*ssa.Function]bool) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.MakeClosure, *ssa.Panic:
		return false
	case *ssa.Store:
		if field, ok := instr.Addr.(*ssa.FieldAddr); ok && value.FieldName(field) == "StatusCode" {
			b.statusOf(instr.Val)
		}
		_, global := instr.Addr.(*ssa.Global)
		return !global
	case *ssa.Return:
		for _, v := range instr.Results {
			if c, ok := v.(*ssa.Const); value.ImplementsError(v.Type()) && !(ok && c.IsNil()) {
				return false
			}
		}
	case *ssa.Call:
		return b.harmlessCall(&instr.Call, seen)
	}
	return true
}

func (b *errorBranch) harmlessCall(common *ssa.CallCommon, seen map[*ssa.Function]bool) bool {
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return true
	}
	callee := rule.Callee(common)
	if callee == nil {
		return false
	}
	if _, ok := b.Table.Func(catalog.Answer, callee); ok {
		for _, arg := range common.Args {
			if c, ok := arg.(*ssa.Const); ok && c.Value != nil && isStatus(c.Value) {
				b.statusOf(c)
			}
		}
		return true
	}
	fn := common.StaticCallee()
	return fn != nil && len(fn.Blocks) > 0 && b.helper(fn, seen)
}

// statusOf notes a status that a helper sets. A parameter of it stands in the
// call, if it is constant there.
func (b *errorBranch) statusOf(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			b.statuses = append(b.statuses, v.Int64())
		}
	case *ssa.Parameter:
	default:
		b.unknown = true
	}
}
