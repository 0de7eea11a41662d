package structlog

import (
	"go/ast"
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// log: a structured call. Its message has to be constant where an alarm may
// wait for it.
func (f *finder) log(call ssa.CallInstruction, row catalog.Row, name string) {
	common := call.Common()
	target, _ := row.Value("bridge")
	if method, ok := row.Value("context"); ok {
		f.withoutContext(call, name, method)
	}
	if !f.alarming(row, common) {
		return
	}
	f.logsError = true
	if !varies(row, common) {
		return
	}
	candidate := f.AtCall(f.fn, call)
	candidate.Kind = message
	candidate.Message = name + " has a message that varies, and metric filters and alarms match fixed text; move the variable part into an attribute"
	candidate.Notes = map[string]string{"bridge": target}
	candidate.Fix = f.attributesInstead(call, row)
	f.candidates = append(f.candidates, candidate)
}

// alarming reports whether a call logs at the level of an error or a warning.
func (f *finder) alarming(row catalog.Row, common *ssa.CallCommon) bool {
	switch row.Arg(0) {
	case "error", "warn":
		return true
	case "level":
		const slogWarn = 4
		at, _ := row.Position("msg")
		level, ok := rule.Argument(common, at-1).(*ssa.Const)
		return ok && level.Value != nil && level.Value.Kind() == constant.Int && level.Int64() >= slogWarn
	case "event":
		return f.alarmingEvent(rule.Argument(common, catalog.Receiver))
	}
	return false
}

// alarmingEvent follows the chain of an event to its root: log.Error().Err(err).
func (f *finder) alarmingEvent(v ssa.Value) bool {
	for range 100 { // longer than any chain
		call, ok := v.(*ssa.Call)
		if !ok {
			return false
		}
		callee := rule.Callee(&call.Call)
		if callee == nil {
			return false
		}
		if _, ok := f.Table.Func(catalog.LogEvent, callee); ok {
			return true
		}
		v = rule.Argument(&call.Call, catalog.Receiver)
	}
	return false
}

// varies reports whether the message of a call is put together at run time.
func varies(row catalog.Row, common *ssa.CallCommon) bool {
	at, ok := row.Position("msg")
	if !ok {
		return false
	}
	msg := rule.Argument(common, at)
	if msg == nil {
		return false
	}
	switch {
	case row.Has("words"):
		for _, word := range value.Variadic(msg) {
			if variable(word) {
				return true
			}
		}
		return false
	case row.Has("format"):
		if rest := rule.Argument(common, at+1); rest != nil && len(value.Variadic(rest)) > 0 {
			return true
		}
	}
	return variable(msg)
}

// variable reports whether v differs from call to call. A parameter that is
// passed on belongs to a wrapper: it may be constant in its callers.
func variable(v ssa.Value) bool {
	v = value.Unwrap(v)
	if value.ImplementsError(v.Type()) {
		return value.LoadedFrom(v) == nil
	}
	if passedOn(v) {
		return false
	}
	return !fixed(v, make(map[ssa.Value]bool))
}

// passedOn reports whether v is a parameter or a captured variable.
func passedOn(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	case *ssa.UnOp:
		if x.Op != token.MUL {
			return false
		}
		if cell, ok := x.X.(*ssa.Alloc); ok { // a parameter that a literal captures
			for _, ref := range *cell.Referrers() {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == cell {
					if _, ok := store.Val.(*ssa.Parameter); ok {
						return true
					}
				}
			}
		}
		_, captured := x.X.(*ssa.FreeVar)
		return captured
	}
	return false
}

// fixed reports whether a text is one of some constants. What a function
// returns that takes no constant is not, the text of an error least of all.
func fixed(v ssa.Value, seen map[ssa.Value]bool) bool {
	v = value.Unwrap(v)
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		return allFixed(v.Edges, seen)
	case *ssa.BinOp:
		return fixed(v.X, seen) && fixed(v.Y, seen)
	case *ssa.Call:
		args := printed(&v.Call)
		return !v.Call.IsInvoke() && len(args) > 0 && allFixed(args, seen)
	case *ssa.Extract:
		return fixed(v.Tuple, seen)
	}
	return !value.ImplementsError(v.Type()) && value.Fixed(v)
}

func allFixed(values []ssa.Value, seen map[ssa.Value]bool) bool {
	for _, v := range values {
		if !fixed(v, seen) {
			return false
		}
	}
	return true
}

// withoutContext: the call has a variant that takes the context, which carries
// the request id.
func (f *finder) withoutContext(call ssa.CallInstruction, name, method string) {
	expr := f.CallExpr(call)
	if expr == nil {
		return
	}
	ctx := f.contextAt(expr.Pos())
	if ctx == "" {
		return
	}
	candidate := f.AtCall(f.fn, call)
	// It is about the name: a message that varies is a second finding, and needs
	// a place of its own.
	if sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok {
		candidate.Where.Pos, candidate.End = f.Position(sel.Sel.Pos()), f.Position(sel.Sel.End())
	}
	candidate.Kind = contextless
	candidate.Message = name + " drops the request id, which handlers such as lambdacontext.NewLogHandler take from the context; use " + method
	candidate.Fix = f.passContext(expr, ctx, method)
	f.candidates = append(f.candidates, candidate)
}
