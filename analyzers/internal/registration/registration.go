// Package registration follows what a program hands to Lambda back to where it
// was made, as far as the package shows.
package registration

import (
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Handler is a value that becomes the handler of a Lambda.
type Handler struct {
	// Func holds the call that hands the value over: the registration, or a
	// call of a helper of the package that registers its parameter.
	Func *ssa.Function
	Call ssa.CallInstruction
	// Type is that of the value; nil if it is the nil of an interface.
	Type types.Type
	// Value is the value before it was boxed in an interface.
	Value ssa.Value
}

// Nil reports whether the handler is a nil function or interface.
func (h Handler) Nil(c *rule.Context) bool {
	switch v := h.Value.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.UnOp: // var handler func(…), never assigned
		g, ok := v.X.(*ssa.Global)
		return ok && v.Op == token.MUL && isFunc(v.Type()) && !token.IsExported(g.Name()) && !mentioned(c, g)
	}
	return false
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// mentioned reports whether a variable is used otherwise than to be read.
func mentioned(c *rule.Context, g *ssa.Global) bool {
	for instr := range instructions(c) {
		if read, ok := instr.(*ssa.UnOp); ok && read.Op == token.MUL {
			continue
		}
		for _, op := range instr.Operands(nil) {
			if *op == g {
				return true
			}
		}
	}
	return false
}

// Handlers returns the handlers that fn registers. checked limits them to
// registrations that take any value and look at its type at run time.
func Handlers(c *rule.Context, fn *ssa.Function, checked bool) []Handler {
	var found []Handler
	for call, callee := range rule.Calls(fn) {
		row, ok := c.Table.Func(catalog.Start, callee)
		if !ok {
			row, ok = c.Table.Func(catalog.Wrap, callee)
		}
		if !ok || checked && !row.Has("checked") || row.Index() < 0 || call.Common().IsInvoke() {
			continue
		}
		i := row.Index()
		if callee.Signature().Recv() != nil {
			i++
		}
		if i >= len(call.Common().Args) {
			continue
		}
		t := &tracer{c: c, seen: make(map[ssa.Value]bool)}
		t.trace(Handler{Func: fn, Call: call, Value: call.Common().Args[i]})
		found = append(found, t.found...)
	}
	return found
}

// tracer follows values; seen keeps it from running in circles.
type tracer struct {
	c     *rule.Context
	seen  map[ssa.Value]bool
	found []Handler
}

func (t *tracer) trace(h Handler) {
	v := h.Value
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	if !types.IsInterface(v.Type()) {
		h.Type = v.Type()
		t.found = append(t.found, h)
		return
	}
	switch v := v.(type) {
	case *ssa.Const:
		t.found = append(t.found, h)
	case *ssa.MakeInterface:
		h.Type, h.Value = v.X.Type(), v.X
		t.found = append(t.found, h)
	case *ssa.ChangeInterface:
		if value.IsError(v.X.Type()) {
			h.Type, h.Value = v.X.Type(), v.X // the result of the handler, called by mistake
			t.found = append(t.found, h)
			return
		}
		t.from(h, v.X)
	case *ssa.Phi:
		t.from(h, v.Edges...)
	case *ssa.Call:
		t.from(h, results(v, 0)...)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			t.from(h, results(call, v.Index)...)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			t.from(h, t.stored(v.X)...)
		}
	case *ssa.Parameter:
		t.passed(v)
	}
}

func (t *tracer) from(h Handler, values ...ssa.Value) {
	for _, v := range values {
		h.Value = v
		t.trace(h)
	}
}

// results returns what a function of the package returns.
func results(call *ssa.Call, i int) []ssa.Value {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return nil
	}
	var values []ssa.Value
	for _, ret := range value.Returns(callee) {
		if !insteadOfError(ret, i) {
			values = append(values, ret.Results[i])
		}
	}
	return values
}

// insteadOfError matches the nil of return nil, err: callers look at the error first.
func insteadOfError(ret *ssa.Return, i int) bool {
	last := len(ret.Results) - 1
	c, ok := value.Returned(ret, i).(*ssa.Const)
	if !ok || !c.IsNil() || i == last || !value.IsError(ret.Results[last].Type()) {
		return false
	}
	return !value.IsNil(value.Returned(ret, last), ret.Block())
}

// stored returns what is assigned to a variable.
func (t *tracer) stored(addr ssa.Value) []ssa.Value {
	var values []ssa.Value
	switch addr := addr.(type) {
	case *ssa.Alloc:
		for _, ref := range *addr.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == addr {
				values = append(values, store.Val)
			}
		}
	case *ssa.Global:
		for _, ref := range t.c.Graph.Refs(addr) {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == addr {
				values = append(values, store.Val)
			}
		}
	}
	return values
}

// passed follows a parameter to the calls of its function in the package.
func (t *tracer) passed(p *ssa.Parameter) {
	i := slices.Index(p.Parent().Params, p)
	for _, call := range t.c.Graph.Calls(p.Parent()) {
		t.trace(Handler{Func: call.Parent(), Call: call, Value: call.Common().Args[i]})
	}
}

// instructions yields those of the whole package.
func instructions(c *rule.Context) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		for _, fn := range c.Graph.Functions {
			for _, block := range fn.Blocks {
				for _, instr := range block.Instrs {
					if !yield(instr) {
						return
					}
				}
			}
		}
	}
}
