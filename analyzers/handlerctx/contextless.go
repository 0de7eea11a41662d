package handlerctx

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// alternative is what to call instead of a function that takes no context.
type alternative struct {
	name    string
	untimed bool // the function has no timeout either
	twin    bool // takes a context and then the same arguments
}

func (a alternative) harm() string {
	if a.untimed {
		return " has neither a timeout nor a context: a server that hangs holds the invocation until Lambda kills it"
	}
	return " takes no context, so it does not end with the invocation"
}

// variant returns what does the same as a call with a context, the zero
// alternative if the call is fine.
func variant(c *rule.Context, call ssa.CallInstruction, callee *types.Func) alternative {
	if row, ok := c.Table.Func(catalog.Contextless, callee); ok {
		return alternative{name: row.Arg(0), untimed: row.Has("untimed")}
	}
	twin := twinOf(c, callee)
	if twin == nil || makes(c, callee) || !counts(call) {
		return alternative{}
	}
	return alternative{name: twin.Name(), twin: true}
}

// twinOf returns the function of the same name and Context or WithContext
// behind it that takes a context and then the same arguments.
func twinOf(c *rule.Context, fn *types.Func) *types.Func {
	if fn.Pkg() == nil {
		return nil
	}
	if _, ok := c.Table.Package(catalog.Twin, fn.Pkg().Path()); !ok {
		return nil
	}
	for _, suffix := range []string{"WithContext", "Context"} {
		if twin := sibling(fn, fn.Name()+suffix); twin != nil && sameButContext(fn.Signature(), twin.Signature()) {
			return twin
		}
	}
	return nil
}

// sibling returns a function of the same package, or a method of the same receiver.
func sibling(fn *types.Func, name string) *types.Func {
	var obj types.Object
	if recv := fn.Signature().Recv(); recv != nil {
		obj, _, _ = types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), name)
	} else {
		obj = fn.Pkg().Scope().Lookup(name)
	}
	twin, _ := obj.(*types.Func)
	return twin
}

func sameButContext(a, b *types.Signature) bool {
	n := a.Params().Len()
	if b.Params().Len() <= n || !value.IsContext(b.Params().At(0).Type()) || !types.Identical(a.Results(), b.Results()) {
		return false
	}
	for i := range n {
		if !types.Identical(a.Params().At(i).Type(), b.Params().At(i+1).Type()) {
			return false
		}
	}
	return b.Params().Len() == n+1 || b.Variadic() && b.Params().Len() == n+2
}

// counts: an HTTP request is only the first half of a call. It counts if the
// function also sends it, and gives it no context in between.
func counts(call ssa.CallInstruction) bool {
	made, ok := call.(*ssa.Call)
	if !ok || call.Common().IsInvoke() || !isRequestTuple(made.Type()) {
		return true
	}
	for _, ref := range *made.Referrers() {
		if part, ok := ref.(*ssa.Extract); ok && part.Index == 0 {
			return sent(part)
		}
	}
	return false
}

func isRequestTuple(t types.Type) bool {
	results, ok := t.(*types.Tuple)
	return ok && results.Len() == 2 && entrypoint.IsWeb(results.At(0).Type())
}

func sent(req ssa.Value) bool {
	does := false
	for _, ref := range *req.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if callee := rule.Callee(call.Common()); callee != nil {
			switch callee.Name() {
			case "WithContext", "Clone":
				return false
			case "Do", "RoundTrip":
				does = true
			}
		}
	}
	return does
}

// registrations: lambda.Start(adapter.Proxy) where there is ProxyWithContext.
func registrations(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction) []rule.Candidate {
	var candidates []rule.Candidate
	for _, arg := range call.Common().Args {
		bound := boundMethod(arg)
		if bound == nil {
			continue
		}
		method, _ := bound.Fn.(*ssa.Function).Object().(*types.Func)
		if method == nil {
			continue
		}
		twin := twinOf(c, method)
		if twin == nil {
			continue
		}
		candidate := c.AtCall(fn, call)
		candidate.Kind = registered
		candidate.Message = callgraph.ShortSymbol(catalog.Symbol(method)) + " hands on no context: handlers see neither the deadline nor the request ID; register " + twin.Name()
		candidate.Fix = renameInstead(c, bound.Pos(), method.Name(), twin.Name())
		candidates = append(candidates, candidate)
	}
	return candidates
}

// boundMethod returns the method value that v boxes, or nil.
func boundMethod(v ssa.Value) *ssa.MakeClosure {
	for range 4 {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeClosure:
			if strings.HasSuffix(x.Fn.Name(), "$bound") {
				return x
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}
