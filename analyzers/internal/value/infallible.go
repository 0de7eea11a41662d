package value

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Impossible reports whether a condition says that a call failed that cannot
// fail: json.Marshal of strings, numbers, bools and structures of them.
func Impossible(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.NEQ {
		return false
	}
	err, ok := cmp.X.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := err.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Pkg == nil || callee.Pkg.Pkg.Path() != "encoding/json" {
		return false
	}
	if name := callee.Name(); name != "Marshal" && name != "MarshalIndent" {
		return false
	}
	boxed, ok := call.Call.Args[0].(*ssa.MakeInterface)
	return ok && encodes(boxed.X.Type(), make(map[types.Type]bool))
}

// encodes reports whether encoding/json can encode every value of t. It cannot
// rule out NaN in floats, cycles through pointers, and what methods do.
func encodes(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	defer delete(seen, t)
	if named, ok := types.Unalias(t).(*types.Named); ok && marshals(named) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsBoolean|types.IsInteger) != 0
	case *types.Pointer:
		return encodes(u.Elem(), seen)
	case *types.Slice:
		return encodes(u.Elem(), seen)
	case *types.Array:
		return encodes(u.Elem(), seen)
	case *types.Map:
		key, ok := u.Key().Underlying().(*types.Basic)
		return ok && key.Info()&(types.IsString|types.IsInteger) != 0 && encodes(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() && !encodes(f.Type(), seen) {
				return false
			}
		}
		return true
	}
	return false
}

// marshals reports whether a type has an encoding of its own.
func marshals(named *types.Named) bool {
	set := types.NewMethodSet(types.NewPointer(named))
	return set.Lookup(nil, "MarshalJSON") != nil || set.Lookup(nil, "MarshalText") != nil
}
