// Package value answers questions about SSA values: where they come from, and
// what is known of them.
package value

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// Fixed reports whether v is the same in every invocation as far as the
// function shows: it is computed from constants and package variables only,
// or by functions that take nothing. The environment is configuration, not fixed.
func Fixed(v ssa.Value) bool { return fixed(v, make(map[ssa.Value]bool)) }

func fixed(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Function, *ssa.Builtin:
		return true
	case *ssa.Parameter, *ssa.FreeVar:
		return false
	case *ssa.Alloc:
		return fixedCell(v, seen)
	case *ssa.Call:
		if v.Call.IsInvoke() && !fixed(v.Call.Value, seen) {
			return false
		}
		if _, ok := catalog.Default().Getenv(&v.Call); ok {
			return false
		}
		return allFixed(v.Call.Args, seen)
	case ssa.Instruction:
		for _, op := range v.Operands(nil) {
			if *op != nil && !fixed(*op, seen) {
				return false
			}
		}
		return true
	}
	return false
}

func allFixed(values []ssa.Value, seen map[ssa.Value]bool) bool {
	for _, v := range values {
		if !fixed(v, seen) {
			return false
		}
	}
	return true
}

// fixedCell: everything that gets into a local variable is fixed, be it stored
// or written by a call that has its address.
func fixedCell(cell *ssa.Alloc, seen map[ssa.Value]bool) bool {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == cell && !fixed(ref.Val, seen) {
				return false
			}
		case *ssa.IndexAddr, *ssa.FieldAddr:
			for _, use := range *ref.(ssa.Value).Referrers() {
				if store, ok := use.(*ssa.Store); ok && !fixed(store.Val, seen) {
					return false
				}
			}
		case ssa.CallInstruction:
			if !allFixed(ref.Common().Args, seen) {
				return false
			}
		case *ssa.MakeInterface:
			if !fixedCalls(ref, seen) {
				return false
			}
		case *ssa.MakeClosure:
			return false // the literal may assign it
		}
	}
	return true
}

// fixedCalls: the calls that get v get nothing else that varies.
func fixedCalls(v *ssa.MakeInterface, seen map[ssa.Value]bool) bool {
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok && !allFixed(call.Common().Args, seen) {
			return false
		}
	}
	return true
}

// Unwrap looks through conversions to what was boxed or converted.
func Unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Convert:
			v = x.X
		default:
			return v
		}
	}
}

// Variadic returns the values passed in a variadic parameter, as far as the
// slice is made by the call itself.
func Variadic(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var values []ssa.Value
	for _, ref := range *array.Referrers() {
		if elem, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *elem.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == elem {
					values = append(values, store.Val)
				}
			}
		}
	}
	return values
}

// LoadedFrom returns the package variable that v was read from, or nil.
func LoadedFrom(v ssa.Value) *ssa.Global {
	load, ok := Unwrap(v).(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	g, _ := load.X.(*ssa.Global)
	return g
}

// Text returns the constant string that v is.
func Text(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

// FieldName returns the name of the field that an address is of.
func FieldName(addr *ssa.FieldAddr) string { return FieldAt(addr.X.Type(), addr.Field) }

// FieldAt returns the name of a field of a struct, or of the struct that a
// pointer of type t points to; "" if it is neither.
func FieldAt(t types.Type, index int) string {
	if s := StructOf(t); s != nil {
		return s.Field(index).Name()
	}
	return ""
}
