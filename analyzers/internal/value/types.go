package value

import (
	"go/types"
	"reflect"
	"strings"
)

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// IsError reports whether t is the interface error itself, and not a type that
// implements it.
func IsError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// ImplementsError reports whether values of type t are errors: by the interface,
// one that includes it, or a type with its method.
func ImplementsError(t types.Type) bool { return t != nil && types.Implements(t, errorInterface) }

// ReturnsError reports whether the last result of a function is an error.
func ReturnsError(sig *types.Signature) bool {
	n := sig.Results().Len()
	return n > 0 && IsError(sig.Results().At(n-1).Type())
}

// IsString reports whether values of t are strings.
func IsString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// IsContext reports whether t is context.Context itself.
func IsContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// Deref returns the type that t points to, or t if it is no pointer.
func Deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// StructOf returns the struct that t is or points to, or nil.
func StructOf(t types.Type) *types.Struct {
	s, _ := Deref(t).Underlying().(*types.Struct)
	return s
}

// JSONName returns the name that its tag gives a field in JSON, "" if it gives none.
func JSONName(s *types.Struct, field int) string {
	name, _, _ := strings.Cut(reflect.StructTag(s.Tag(field)).Get("json"), ",")
	return name
}

// Method returns the method of that name in the method set of t, or nil.
func Method(t types.Type, name string) *types.Func {
	set := types.NewMethodSet(t)
	for sel := range set.Methods() {
		if fn, ok := sel.Obj().(*types.Func); ok && fn.Name() == name {
			return fn
		}
	}
	return nil
}
