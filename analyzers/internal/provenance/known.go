package provenance

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// undecodable reports whether a field holds something like a client or its
// configuration, which no decoder makes: a struct of another package with
// functions or interface values in it.
func undecodable(t types.Type, index int) bool {
	fields, ok := value.Deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	held, ok := types.Unalias(value.Deref(fields.Field(index).Type())).(*types.Named)
	if !ok || held.Obj().Pkg() == fields.Field(index).Pkg() {
		return false
	}
	inner, ok := held.Underlying().(*types.Struct)
	return ok && behaves(inner, 0)
}

// behaves reports whether a struct has fields that are functions or interfaces
// with methods, itself or in the structs and slices that it is made of.
func behaves(s *types.Struct, depth int) bool {
	const deepest = 3
	for f := range s.Fields() {
		t := f.Type()
		if list, ok := t.Underlying().(*types.Slice); ok {
			t = list.Elem()
		}
		switch u := t.Underlying().(type) {
		case *types.Signature:
			return true
		case *types.Interface:
			if u.NumMethods() > 0 {
				return true
			}
		case *types.Struct:
			if depth < deepest && behaves(u, depth+1) {
				return true
			}
		}
	}
	return false
}

// steady reports whether a field of an event is the same in all invocations of
// the function, as the region is.
func steady(t types.Type, index int) bool {
	t = value.Deref(t)
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	if tag(fields, index) == "awsRegion" && record(fields) {
		return true
	}
	row, ok := catalog.Default().Lookup(catalog.Steady, catalog.TypeSymbol(t))
	return ok && slices.Contains(strings.Split(row.Arg(0), ","), fields.Field(index).Name())
}

// record matches the records of events that users declare themselves.
func record(s *types.Struct) bool {
	for i := range s.NumFields() {
		if tag(s, i) == "eventSource" {
			return true
		}
	}
	return false
}

func tag(s *types.Struct, i int) string { return reflect.StructTag(s.Tag(i)).Get("json") }

// asks matches what stores do behind an interface: db.Query(ctx, &rows).
func asks(common *ssa.CallCommon) bool {
	if !common.IsInvoke() {
		return false
	}
	sig := common.Method.Signature()
	return value.ReturnsError(sig) && sig.Params().Len() > 0 && value.IsContext(sig.Params().At(0).Type())
}

// answers reports whether a call asks a service outside the process for data:
// an AWS operation, or what the catalog says. What makes a client or reads
// stored configuration answers the same each time.
func answers(common *ssa.CallCommon) bool {
	fn := catalog.Callee(common)
	if fn == nil {
		return false
	}
	table := catalog.Default()
	if _, ok := table.Func(catalog.Effect, fn); ok {
		return true
	}
	for p := range fn.Signature().Params().Variables() {
		if ptr, ok := types.Unalias(p.Type()).(*types.Pointer); ok {
			if symbol := inputSymbol(ptr.Elem()); symbol != "" {
				_, stored := table.Lookup(catalog.Fetch, symbol)
				return !stored
			}
		}
	}
	return false
}

// inputSymbol returns the name of the input type of an AWS operation, or "".
func inputSymbol(t types.Type) string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !strings.HasSuffix(named.Obj().Name(), "Input") {
		return ""
	}
	if _, ok := catalog.Default().Package(catalog.Service, named.Obj().Pkg().Path()); !ok {
		return ""
	}
	return catalog.TypeSymbol(named)
}

// looksUp reports whether result index of a call says whether something is kept in a context,
// or in the one of a web framework: it is if the program has put it there.
//
//	lc, ok := lambdacontext.FromContext(ctx)
//	user, ok := c.Get("user")
func looksUp(common *ssa.CallCommon, index int) bool {
	results := common.Signature().Results()
	if index == 0 || !verdict(results.At(index).Type()) || len(common.Args) == 0 {
		return false
	}
	ofContext := !slices.ContainsFunc(common.Args, func(arg ssa.Value) bool { return !value.IsContext(arg.Type()) })
	return ofContext || givesKept(common)
}

// givesKept reports whether a call returns a value of any type that is kept in a context, or in
// the one of a web framework.
func givesKept(common *ssa.CallCommon) bool {
	results := common.Signature().Results()
	if results.Len() == 0 || !isAny(results.At(0).Type()) {
		return false
	}
	holder := common.Value
	if !common.IsInvoke() {
		if len(common.Args) == 0 {
			return false
		}
		holder = common.Args[0]
	}
	return value.IsContext(holder.Type()) || entrypoint.IsWeb(holder.Type())
}

func isAny(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.Empty()
}
