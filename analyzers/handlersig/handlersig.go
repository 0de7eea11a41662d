package handlersig

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/registration"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule handlersig.
var Analyzer = rule.NewSite[mark](rule.Rule{
	Name: "handlersig",
	Doc:  rule.Page(doc),
	Find: find,
})

type mark struct{}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var found []rule.Candidate
	for _, h := range registration.Handlers(c, fn, true) {
		problem := problemOf(c, h)
		if problem == "" {
			continue
		}
		candidate := c.AtCall(h.Func, h.Call)
		candidate.Func, candidate.Kind = callgraph.Key(fn), "signature"
		candidate.Message = name(h) + " " + problem
		found = append(found, candidate)
	}
	return found
}

// name returns how people call the handler.
func name(h registration.Handler) string {
	v := h.Value
	if closure, ok := v.(*ssa.MakeClosure); ok {
		v = closure.Fn
	}
	if change, ok := v.(*ssa.ChangeType); ok {
		v = change.X
	}
	if fn, ok := v.(*ssa.Function); ok {
		if obj, ok := fn.Object().(*types.Func); ok {
			return callgraph.Display(obj)
		}
	}
	return "the handler"
}

// problemOf returns what is wrong with a handler, following the validation of
// aws-lambda-go v1.55.1 (lambda.reflectHandler), "" for nothing.
func problemOf(c *rule.Context, h registration.Handler) string {
	if h.Type == nil {
		return "is nil, and every invocation fails; pass a function"
	}
	if invokes(h.Type) {
		return ""
	}
	sig, ok := h.Type.Underlying().(*types.Signature)
	if !ok {
		return noFunction(h.Type)
	}
	if h.Nil(c) {
		return "is a nil function: the first invocation panics and ends the process; assign it before"
	}
	for _, check := range []func(*types.Signature) string{parameters, results, event} {
		if problem := check(sig); problem != "" {
			return problem
		}
	}
	return ""
}

// noFunction: a value that the runtime cannot call.
func noFunction(t types.Type) string {
	kind := types.TypeString(t, func(p *types.Package) string { return p.Name() })
	switch {
	case invokes(types.NewPointer(t)):
		return "is of type " + kind + " without Invoke, which only its pointer has: every invocation fails; pass a pointer"
	case has(t, "ServeHTTP"):
		return "is of type " + kind + ", which Lambda does not call: every invocation fails; put an adapter around it, such as httpadapter.NewV2(…).ProxyWithContext"
	case has(t, "ProxyWithContext"):
		return "is of type " + kind + ", not a function: every invocation fails; pass its method ProxyWithContext"
	}
	return "is of type " + kind + ", not a function: every invocation fails; pass a function, or a lambda.Handler"
}

// parameters: none, a context, an event, or both in that order.
func parameters(sig *types.Signature) string {
	params := sig.Params()
	switch {
	case params.Len() > 2:
		return "takes more than a context and an event: every invocation fails; put the rest into a struct or a closure" + compiler
	case sig.Variadic():
		return "is variadic: every invocation panics and ends the process; take a slice" + compiler
	case params.Len() == 2 && !likeContext(params.At(0).Type()):
		if likeContext(params.At(1).Type()) {
			return "takes the context second: every invocation fails; take it first" + compiler
		}
		return "takes two parameters, and the first is no context.Context: every invocation fails; take a context first" + compiler
	case params.Len() == 2 && likeContext(params.At(1).Type()):
		return "takes a second context where Lambda passes the event: decoding fails in every invocation; take the event's type"
	case params.Len() == 1 && foreignInterface(params.At(0).Type()):
		return "takes an interface that is no context.Context: every invocation fails; take a concrete event type" + compiler
	}
	return ""
}

// compiler ends the messages about shapes that the generic registration rules out.
const compiler = "; lambda.StartHandlerFunc lets the compiler check it"

// results: none, an error, or a value and an error.
func results(sig *types.Signature) string {
	n := sig.Results().Len()
	if n == 0 {
		return ""
	}
	last := sig.Results().At(n - 1).Type()
	switch {
	case n > 2:
		return "returns more than a value and an error: every invocation fails; return one value" + compiler
	case !value.ImplementsError(last):
		return "does not return an error last: every invocation fails; return an error" + compiler
	case !types.IsInterface(last):
		return "returns the concrete error type " + types.TypeString(last, func(p *types.Package) string { return p.Name() }) +
			", which is never nil as an error: every invocation fails; return error"
	case n == 2 && value.IsError(sig.Results().At(0).Type()):
		return "returns two errors: Lambda sends the first as {} and reports success; return one, last"
	}
	return ""
}

// event: bytes are decoded from a JSON string in base64, not taken as they come.
func event(sig *types.Signature) string {
	n := sig.Params().Len()
	if n == 0 {
		return ""
	}
	t := sig.Params().At(n - 1).Type()
	t = value.Deref(t)
	slice, ok := t.Underlying().(*types.Slice)
	if !ok || !types.Identical(slice.Elem().Underlying(), types.Typ[types.Byte]) || has(types.NewPointer(t), "UnmarshalJSON") || has(types.NewPointer(t), "UnmarshalText") {
		return ""
	}
	return "takes bytes, which are decoded from a JSON string in base64: an event that is an object fails; take json.RawMessage, or implement lambda.Handler"
}
