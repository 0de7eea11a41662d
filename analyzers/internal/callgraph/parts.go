package callgraph

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Parts returns the values that v is, or is a part or an element of.
func Parts(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return []ssa.Value{v.X}
	case *ssa.Field:
		return []ssa.Value{v.X}
	case *ssa.IndexAddr:
		return []ssa.Value{v.X}
	case *ssa.Index:
		return []ssa.Value{v.X}
	case *ssa.Lookup:
		return []ssa.Value{v.X}
	case *ssa.Slice:
		return []ssa.Value{v.X}
	case *ssa.ChangeType:
		return []ssa.Value{v.X}
	case *ssa.ChangeInterface:
		return []ssa.Value{v.X}
	case *ssa.MakeInterface:
		return []ssa.Value{v.X}
	case *ssa.TypeAssert:
		return []ssa.Value{v.X}
	case *ssa.Convert:
		return []ssa.Value{v.X}
	case *ssa.Extract:
		return []ssa.Value{v.Tuple}
	case *ssa.Next:
		return []ssa.Value{v.Iter}
	case *ssa.Range:
		return []ssa.Value{v.X}
	case *ssa.Phi:
		return v.Edges
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return []ssa.Value{v.X}
		}
	case *ssa.Alloc:
		return Stored(v)
	case *ssa.MakeMap, *ssa.MakeSlice:
		return Stored(v)
	case *ssa.Call:
		if value.IsBuiltin(&v.Call, "append") {
			return v.Call.Args
		}
	}
	return nil
}

// Stored returns what is put into a variable or container that is made here.
func Stored(v ssa.Value) []ssa.Value {
	var values []ssa.Value
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				values = append(values, ref.Val)
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				values = append(values, ref.Value)
			}
		case *ssa.IndexAddr:
			values = append(values, Stored(ref)...)
		case *ssa.FieldAddr:
			values = append(values, Stored(ref)...)
		}
	}
	return values
}

// Given returns the value that a call passes to the parameter or captured
// variable n of fn, or nil.
func Given(common *ssa.CallCommon, fn *ssa.Function, n Node) ssa.Value {
	key := Key(fn)
	for i, arg := range common.Args {
		if n == Slot(key, i) {
			return arg
		}
	}
	if closure, ok := common.Value.(*ssa.MakeClosure); ok {
		return Captured(closure, n)
	}
	return nil
}

// Captured returns the value that a literal has in its captured variable n, or nil.
func Captured(closure *ssa.MakeClosure, n Node) ssa.Value {
	key := Key(closure.Fn.(*ssa.Function))
	for i, v := range closure.Bindings {
		if n == free(key, i) {
			return v
		}
	}
	return nil
}
