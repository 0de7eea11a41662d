package catalog

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Symbol returns the name under which the tables know fn. Instances of a generic function
// have the name of the generic one.
func Symbol(fn *types.Func) string { return fn.Origin().FullName() }

// TypeSymbol returns the name under which the tables know a type, "" for one without a name
// or a package. A pointer has none.
func TypeSymbol(t types.Type) string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}

// DataSymbol returns the TypeSymbol of the struct that t, or what it points to, was declared
// from in another package, or else that of t: both hold the same data.
//
//	type Request events.APIGatewayProxyRequest
func DataSymbol(t types.Type) string {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	symbol := TypeSymbol(t)
	fields, ok := t.Underlying().(*types.Struct)
	if !ok || symbol == "" || fields.NumFields() == 0 {
		return symbol
	}
	origin := fields.Field(0).Pkg()
	if origin == nil || origin == t.(*types.Named).Obj().Pkg() {
		return symbol
	}
	for _, name := range origin.Scope().Names() {
		obj, ok := origin.Scope().Lookup(name).(*types.TypeName)
		if ok && !obj.IsAlias() && types.Identical(obj.Type().Underlying(), fields) {
			return TypeSymbol(obj.Type())
		}
	}
	return symbol
}

// Callee returns the function or interface method that a call names, nil for builtins and
// function values, method values among them.
func Callee(common *ssa.CallCommon) *types.Func {
	if common.IsInvoke() {
		return common.Method
	}
	fn := common.StaticCallee()
	if fn == nil || IsMethodValue(fn) {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	return obj
}

// IsMethodValue reports whether fn is what calls the method of x.Method, used as a value: the
// receiver is bound, and not among the arguments.
func IsMethodValue(fn *ssa.Function) bool { return fn.Parent() == nil && len(fn.FreeVars) > 0 }
