package handlerctx

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// passedOn reports whether the context that a call makes goes to work that
// should end with the invocation.
func passedOn(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction) bool {
	made, ok := call.(*ssa.Call)
	if !ok || fallback(made.Block()) || afterEnd(made.Block()) {
		return false
	}
	t := &trail{seen: make(map[ssa.Value]bool)}
	t.follow(made)
	if t.timeout && afterError(made.Block()) {
		return false // what is left to do when the invocation has failed
	}
	return slices.ContainsFunc(t.uses, func(use ssa.CallInstruction) bool { return works(c, fn, use) })
}

// trail follows a context to the calls that get it.
type trail struct {
	seen    map[ssa.Value]bool
	uses    []ssa.CallInstruction
	timeout bool // it gets a deadline of its own
}

func (t *trail) follow(v ssa.Value) {
	if t.seen[v] || v.Referrers() == nil {
		return
	}
	t.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Phi:
			t.follow(ref)
		case *ssa.ChangeInterface:
			t.follow(ref)
		case *ssa.MakeInterface:
			t.follow(ref)
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				t.follow(ref)
			}
		case *ssa.Store:
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				t.follow(cell)
			}
		case *ssa.MakeClosure:
			literal := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b == v {
					t.follow(literal.FreeVars[i])
				}
			}
		case ssa.CallInstruction:
			t.call(ref)
		}
	}
}

// call: what returns a context passes it on, such as context.WithTimeout.
func (t *trail) call(call ssa.CallInstruction) {
	v, ok := call.(*ssa.Call)
	if !ok {
		t.uses = append(t.uses, call)
		return
	}
	if callee := rule.Callee(call.Common()); callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "context" {
		t.timeout = t.timeout || strings.HasPrefix(callee.Name(), "WithTimeout") || strings.HasPrefix(callee.Name(), "WithDeadline")
	}
	switch results := v.Type().(type) {
	case *types.Tuple:
		for _, ref := range *v.Referrers() {
			if part, ok := ref.(*ssa.Extract); ok && value.IsContext(results.At(part.Index).Type()) {
				t.follow(part)
			}
		}
		if results.Len() > 0 && value.IsContext(results.At(0).Type()) {
			return
		}
	default:
		if value.IsContext(results) {
			t.follow(v)
			return
		}
	}
	t.uses = append(t.uses, call)
}

// works reports whether a call that gets the context may wait for something
// that ends with the invocation.
func works(c *rule.Context, fn *ssa.Function, use ssa.CallInstruction) bool {
	common := use.Common()
	if _, ok := use.(*ssa.Defer); ok || deferred(use.Parent(), fn) {
		return false
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return false
	}
	callee := rule.Callee(common)
	if callee == nil {
		return true
	}
	if cleansUp(callee.Name()) || makes(c, callee) {
		return false
	}
	// What returns nothing cannot say that it was interrupted: it logs.
	return callee.Signature().Results().Len() > 0 || c.Graph.Known(callee.Pkg())
}

// deferred reports whether literal is a deferred function of fn, or stands in one.
func deferred(literal, fn *ssa.Function) bool {
	for ; literal != nil; literal = literal.Parent() {
		parent := literal.Parent()
		if parent == nil {
			return false
		}
		for _, block := range parent.Blocks {
			for _, instr := range block.Instrs {
				if d, ok := instr.(*ssa.Defer); ok && d.Call.StaticCallee() == literal {
					return true
				}
			}
		}
		if literal == fn {
			return false
		}
	}
	return false
}

// cleansUp matches the verbs of what has to be done even if the invocation is over.
func cleansUp(name string) bool {
	for _, verb := range []string{"Abort", "Cancel", "Close", "Disconnect", "Flush", "ForceFlush", "Release", "Rollback", "Shutdown", "Stop", "Unlock"} {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}

// makes: a client that is made keeps what it gets. That it is made per
// invocation is the matter of other rules.
func makes(c *rule.Context, callee *types.Func) bool {
	for _, kind := range []catalog.Kind{catalog.Client, catalog.Open} {
		if _, ok := c.Table.Func(kind, callee); ok {
			return true
		}
	}
	return false
}

// fallback reports whether block runs only if a context is nil.
func fallback(block *ssa.BasicBlock) bool {
	return behind(block, func(cond ssa.Value, holds bool) bool {
		x, equal := comparedWithNil(cond)
		return x != nil && equal == holds && value.IsContext(x.Type())
	})
}

// afterError reports whether block runs only if an error is not nil.
func afterError(block *ssa.BasicBlock) bool {
	return behind(block, func(cond ssa.Value, holds bool) bool {
		x, equal := comparedWithNil(cond)
		return x != nil && equal != holds && value.IsError(x.Type())
	})
}

// afterEnd reports whether block runs only if a context is over: behind
// ctx.Err() != nil or errors.Is(err, context.DeadlineExceeded).
func afterEnd(block *ssa.BasicBlock) bool {
	return behind(block, func(cond ssa.Value, holds bool) bool {
		if call, ok := cond.(*ssa.Call); ok {
			return holds && slices.ContainsFunc(call.Call.Args, isEnd)
		}
		x, equal := comparedWithNil(cond)
		call, ok := x.(*ssa.Call)
		return ok && equal != holds && call.Call.IsInvoke() && value.IsContext(call.Call.Value.Type())
	})
}

// isEnd matches the errors of a context.
func isEnd(v ssa.Value) bool {
	g := value.LoadedFrom(v)
	return g != nil && g.Pkg != nil && g.Pkg.Pkg.Path() == "context"
}

// behind reports whether every way to block takes a branch whose condition
// matches.
func behind(block *ssa.BasicBlock, matches func(cond ssa.Value, holds bool) bool) bool {
	for b := block; b.Idom() != nil; b = b.Idom() {
		from := b.Idom()
		branch, ok := value.BranchOf(from)
		if ok && len(b.Preds) == 1 && matches(branch.Cond, from.Succs[0] == b) {
			return true
		}
	}
	return false
}

// comparedWithNil matches x == nil and x != nil.
func comparedWithNil(cond ssa.Value) (x ssa.Value, equal bool) {
	v, ok := cond.(*ssa.BinOp)
	if !ok || v.Op != token.EQL && v.Op != token.NEQ {
		return nil, false
	}
	if value.IsNilConst(v.Y) {
		return v.X, v.Op == token.EQL
	}
	return nil, false
}
