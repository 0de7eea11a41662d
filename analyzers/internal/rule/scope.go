package rule

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Scope is the context of the invocation that a function can reach.
type Scope struct {
	Param *ssa.Parameter
	// Expr is how the source gets at it, "" if the parameter has no name.
	Expr string
}

// ContextOf returns the context that fn, or a function around it, has as a
// parameter or as part of a request.
func ContextOf(fn *ssa.Function) (Scope, bool) {
	for ; fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			if value.IsContext(p.Type()) {
				return Scope{Param: p, Expr: nameOf(p)}, true
			}
		}
		for _, p := range fn.Params {
			if way := wayToContext(p.Type()); way != "" && nameOf(p) != "" {
				return Scope{Param: p, Expr: p.Name() + way}, true
			}
		}
	}
	return Scope{}, false
}

func nameOf(p *ssa.Parameter) string {
	if p.Object().Name() == "_" {
		return ""
	}
	return p.Object().Name()
}

// wayToContext returns what leads from a request, or from the context of a web
// framework, to the context.Context in it, or "".
func wayToContext(t types.Type) string {
	if !entrypoint.IsWeb(t) {
		return ""
	}
	if result := resultOf(t, "Context"); result != nil && value.IsContext(result) {
		return ".Context()"
	}
	if result := resultOf(t, "Request"); result != nil {
		if rest := wayToContext(result); rest != "" {
			return ".Request()" + rest
		}
	}
	if field, _, _ := types.LookupFieldOrMethod(t, true, nil, "Request"); field != nil {
		if v, ok := field.(*types.Var); ok {
			if rest := wayToContext(v.Type()); rest != "" {
				return ".Request" + rest
			}
		}
	}
	return ""
}

// resultOf returns the type of the only result of a method without parameters.
func resultOf(t types.Type, method string) types.Type {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, method)
	fn, ok := obj.(*types.Func)
	if !ok || fn.Signature().Params().Len() != 0 || fn.Signature().Results().Len() != 1 {
		return nil
	}
	return fn.Signature().Results().At(0).Type()
}
