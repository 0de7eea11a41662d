package jsoncontract

import (
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
	"go/types"
	"reflect"
)

// walker looks for what encoding/json cannot carry.
type walker struct {
	methods []string // of types that speak JSON themselves
	tagged  bool     // of structs with JSON names, only the fields that have one
	seen    map[types.Type]bool
}

// flaw is a part of a type that JSON has no form for.
type flaw struct{ place, what string }

func (w *walker) find(t types.Type, place string) flaw {
	if w.seen == nil {
		w.seen = make(map[types.Type]bool)
	}
	const most = 1000 // types: an instance may lead to ever larger ones
	if w.seen[t] || len(w.seen) > most || speaks(t, w.methods) {
		return flaw{}
	}
	w.seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return flaw{place, "a channel"}
	case *types.Signature:
		return flaw{place, "a function"}
	case *types.Basic:
		if u.Info()&types.IsComplex != 0 {
			return flaw{place, "a complex number"}
		}
	case *types.Pointer:
		return w.find(u.Elem(), place)
	case *types.Slice:
		return w.find(u.Elem(), place)
	case *types.Array:
		return w.find(u.Elem(), place)
	case *types.Map:
		if !keyed(u.Key()) {
			return flaw{place, "a map with keys of type " + name(u.Key())}
		}
		return w.find(u.Elem(), place)
	case *types.Struct:
		return w.fields(u, place)
	}
	return flaw{}
}

func (w *walker) fields(s *types.Struct, place string) flaw {
	tagged := w.tagged && namesFields(s)
	for i := range s.NumFields() {
		field := s.Field(i)
		if !carried(field, s.Tag(i)) || tagged && value.JSONName(s, i) == "" && !field.Embedded() {
			continue
		}
		if f := w.find(field.Type(), place+"."+field.Name()); f.what != "" {
			return f
		}
	}
	return flaw{}
}

// namesFields reports whether a struct gives one of its fields a JSON name.
func namesFields(s *types.Struct) bool {
	for i := range s.NumFields() {
		if reflect.StructTag(s.Tag(i)).Get("json") != "" {
			return true
		}
	}
	return false
}

// carried reports whether JSON looks at a field.
func carried(field *types.Var, tag string) bool {
	if reflect.StructTag(tag).Get("json") == "-" {
		return false
	}
	if field.Exported() {
		return true
	}
	if !field.Embedded() {
		return false
	}
	t := field.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// keyed reports whether a map with such keys is a JSON object.
func keyed(t types.Type) bool {
	if basic, ok := t.Underlying().(*types.Basic); ok && basic.Info()&(types.IsString|types.IsInteger) != 0 {
		return true
	}
	_, param := t.(*types.TypeParam)
	return param || speaks(t, []string{"MarshalText", "UnmarshalText"})
}

// speaks reports whether a type or its pointer has one of the methods.
func speaks(t types.Type, methods []string) bool {
	for _, m := range methods {
		if value.Method(t, m) != nil || value.Method(types.NewPointer(t), m) != nil {
			return true
		}
	}
	return false
}

// hidden reports whether a struct has fields, and JSON looks at none.
func hidden(t types.Type, methods []string) bool {
	t = value.Deref(t)
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 || speaks(t, methods) {
		return false
	}
	for i := range s.NumFields() {
		if carried(s.Field(i), s.Tag(i)) || reflect.StructTag(s.Tag(i)).Get("json") == "-" {
			return false
		}
	}
	return true
}
