package gatewayerror

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// sameCall reports whether a response and an error come from one call, and are
// only passed on: the response perhaps by its pointer, the error perhaps wrapped.
func sameCall(response, err ssa.Value) bool {
	if load, ok := response.(*ssa.UnOp); ok {
		response = load.X
	}
	result, ok := response.(*ssa.Extract)
	return ok && wraps(err, result.Tuple)
}

// wraps reports whether an error is a result of a call, or made of one.
func wraps(err, tuple ssa.Value) bool {
	switch err := value.Unwrap(err).(type) {
	case *ssa.Extract:
		return err.Tuple == tuple
	case *ssa.Call:
		args := err.Call.Args
		if err.Call.Signature().Variadic() {
			args = append(slices.Clone(args), value.Variadic(args[len(args)-1])...)
		}
		return slices.ContainsFunc(args, func(arg ssa.Value) bool { return wraps(arg, tuple) })
	}
	return false
}

// mapped reports whether a deferred function of fn sets the error to nil: what
// the return statements say is not what Lambda gets. One that recovers does so
// for panics only.
func mapped(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			if closure, ok := d.Call.Value.(*ssa.MakeClosure); ok && forgets(closure.Fn.(*ssa.Function)) {
				return true
			}
		}
	}
	return false
}

// forgets reports whether a closure stores nil in an error of the function
// around it, and does not recover.
func forgets(closure *ssa.Function) bool {
	found := false
	for _, block := range closure.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				_, captured := instr.Addr.(*ssa.FreeVar)
				found = found || captured && value.IsError(instr.Val.Type()) && value.IsNil(instr.Val, block)
			case *ssa.Call:
				if value.IsBuiltin(&instr.Call, "recover") {
					return false
				}
			}
		}
	}
	return found
}

// neverFails reports whether an error is nil at a block: by its value, by a
// branch, or because the function that returns it always returns nil.
func neverFails(c *rule.Context, err ssa.Value, block *ssa.BasicBlock) bool {
	return value.IsNil(err, block) || value.Infallible(c.Table, err)
}

// mappings marks the calls that get a response and an error, and do not return
// the error: middleware that answers in its own words.
func mappings(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	forgotten := mapped(fn)
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !answers(c, call.Call.Signature().Results()) || passesError(call) && !forgotten {
				continue
			}
			m := c.At(fn, call, call.Call.Pos())
			m.Mark, m.Kind = true, maps
			found = append(found, m)
		}
	}
	return found
}

func passesError(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == 1 && isReturned(x, make(map[ssa.Value]bool)) {
			return true
		}
	}
	return false
}

// isReturned reports whether v, or an error made of it, is returned.
func isReturned(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.TypeAssert, *ssa.Extract, *ssa.Slice:
			if isReturned(ref.(ssa.Value), seen) {
				return true
			}
		case *ssa.Store:
			if isReturned(root(ref.Addr), seen) {
				return true
			}
		case *ssa.UnOp:
			if isReturned(ref, seen) {
				return true
			}
		case *ssa.Call:
			if value.ReturnsError(ref.Call.Signature()) && isReturned(ref, seen) {
				return true
			}
		}
	}
	return false
}

// root returns the variable that an address is part of.
func root(v ssa.Value) ssa.Value {
	if elem, ok := v.(*ssa.IndexAddr); ok {
		return elem.X
	}
	return v
}

// nilInstead returns nil in place of the error, where it was logged or stands
// in the response, so that nothing is lost.
func nilInstead(c *rule.Context, ret *ssa.Return, err ssa.Value) *rule.Fix {
	if !used(err) {
		return nil
	}
	for _, n := range c.Enclosing(ret.Pos()) {
		stmt, ok := n.(*ast.ReturnStmt)
		if !ok {
			continue
		}
		if len(stmt.Results) != 2 {
			return nil
		}
		ident, ok := ast.Unparen(stmt.Results[1]).(*ast.Ident)
		if !ok {
			return nil
		}
		edit := rule.Edit{Pos: c.Position(ident.Pos()), End: c.Position(ident.End()), New: "nil"}
		return &rule.Fix{Message: "Return nil as the error", Edits: []rule.Edit{edit}}
	}
	return nil
}

// used reports whether an error is an argument of a call, itself or as text.
func used(err ssa.Value) bool {
	if err.Referrers() == nil {
		return false
	}
	for _, ref := range *err.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			return true
		case *ssa.MakeInterface, *ssa.ChangeInterface:
			if stored(ref.(ssa.Value)) {
				return true
			}
		}
	}
	return false
}

func stored(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref.(type) {
		case *ssa.Store, ssa.CallInstruction:
			return true
		}
	}
	return false
}
