package value

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// Impossible returns the successor of a branch that is never taken, because it
// needs an error that cannot occur; -1 for other branches. byType says that it
// is the type of what is encoded that rules the error out.
func Impossible(table *catalog.Table, branch *ssa.If) (side int, byType bool) {
	test, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !IsNilConst(test.Y) || !IsError(test.X.Type()) {
		return -1, false
	}
	err := test.X
	if load, ok := err.(*ssa.UnOp); ok && load.Op == token.MUL && load.Block() == branch.Block() {
		if cell, ok := load.X.(*ssa.Alloc); ok {
			err = lastStored(cell, branch.Block()) // a variable that a literal shares, or a named result
		}
	}
	if err == nil {
		return -1, false
	}
	never, byType := infallible(table, err)
	switch {
	case never && test.Op == token.NEQ:
		return 0, byType
	case never && test.Op == token.EQL:
		return 1, byType
	}
	return -1, false
}

// Infallible reports whether an error is always nil: that of a call that by its
// documentation cannot fail, or of JSON made of values that JSON can carry.
func Infallible(table *catalog.Table, err ssa.Value) bool {
	never, _ := infallible(table, err)
	return never
}

func infallible(table *catalog.Table, err ssa.Value) (never, byType bool) {
	call, index := ResultOf(err)
	if call == nil || index != call.Call.Signature().Results().Len()-1 {
		return false, false
	}
	callee := catalog.Callee(&call.Call)
	if callee == nil {
		return false, false
	}
	row, ok := table.Func(catalog.Infallible, callee)
	_, byType = row.Value("encodes")
	return ok && holds(table, row, &call.Call), byType
}

// ResultOf returns the call that v is a result of, and which result.
func ResultOf(v ssa.Value) (*ssa.Call, int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		call, _ := v.Tuple.(*ssa.Call)
		return call, v.Index
	}
	return nil, 0
}

// holds reports whether a call meets the conditions of its row.
func holds(table *catalog.Table, row catalog.Row, call *ssa.CallCommon) bool {
	if i, ok := row.Position("encodes"); ok {
		return i < len(call.Args) && encodes(call.Args[i], make(map[ssa.Value]bool))
	}
	if i, ok := row.Position("into"); ok {
		return i < len(call.Args) && writes(table, Unwrap(call.Args[i]).Type())
	}
	if _, ok := row.Value("recv"); ok {
		return writes(table, call.Value.Type())
	}
	return true
}

// writes reports whether writing to a value of type t cannot fail.
func writes(table *catalog.Table, t types.Type) bool {
	name := types.TypeString(t, nil)
	if _, ok := table.Lookup(catalog.Infallible, "("+name+").Write"); ok && !types.IsInterface(t) {
		return true
	}
	row, _ := table.Lookup(catalog.Infallible, "(io.Writer).Write")
	list, _ := row.Value("recv")
	return slices.Contains(strings.Split(list, ","), name)
}

// encodes reports whether JSON can carry a value: by its type or, for a map
// made in the function, by everything put into it.
func encodes(v ssa.Value, within map[ssa.Value]bool) bool {
	boxed, ok := v.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	return carries(boxed.X.Type(), make(map[types.Type]bool)) || encodesMap(boxed.X, within)
}

func encodesMap(v ssa.Value, within map[ssa.Value]bool) bool {
	made, ok := v.(*ssa.MakeMap)
	if !ok || within[v] || !isKey(made.Type().Underlying().(*types.Map).Key()) {
		return false
	}
	within[v] = true // a map that holds itself has no end
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map != made || !encodes(ref.Value, within) {
				return false
			}
		case *ssa.MakeInterface, *ssa.DebugRef: // the argument
		default:
			return false // others may put something in
		}
	}
	return true
}

// carries reports whether encoding/json can encode every value of type t:
// strings, bools, integers, and what is made of them. A float may be NaN, an
// interface hold anything, a pointer lead back to where it stands, a method
// answer what it likes.
func carries(t types.Type, known map[types.Type]bool) bool {
	answer, ok := known[t]
	if !ok {
		known[t] = false // where it leads back to itself
		answer = !marshals(t) && carriesParts(t, known)
		known[t] = answer
	}
	return answer
}

func carriesParts(t types.Type, known map[types.Type]bool) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsBoolean|types.IsInteger) != 0
	case *types.Pointer:
		return carries(u.Elem(), known)
	case *types.Slice:
		return carries(u.Elem(), known)
	case *types.Array:
		return carries(u.Elem(), known)
	case *types.Map:
		return isKey(u.Key()) && carries(u.Elem(), known)
	case *types.Struct:
		for i := range u.NumFields() {
			field := u.Field(i)
			visible := field.Exported() || field.Embedded()
			if visible && reflect.StructTag(u.Tag(i)).Get("json") != "-" && !carries(field.Type(), known) {
				return false
			}
		}
		return true
	}
	return false
}

func isKey(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsString|types.IsInteger) != 0 && !marshals(t)
}

// marshals reports whether a type has an encoding of its own: methods, or for
// json.Number a check.
func marshals(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	if obj := named.Obj(); obj.Pkg() != nil && obj.Pkg().Path() == "encoding/json" {
		return true
	}
	set := types.NewMethodSet(types.NewPointer(named))
	return slices.ContainsFunc([]string{"MarshalJSON", "MarshalText", "MarshalDynamoDBAttributeValue"}, func(name string) bool {
		return set.Lookup(nil, name) != nil
	})
}
