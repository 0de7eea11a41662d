package callgraph

import (
	"go/types"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// carriers decides which values are worth following: functions, interfaces,
// and whatever can hold them. Objects of external packages count if functions
// can be registered on them, as on routers.
type carriers struct {
	known func(*types.Package) bool
	memo  map[types.Type]bool
}

func (c *carriers) is(t types.Type) bool {
	if t == nil {
		return false
	}
	if r, ok := c.memo[t]; ok {
		return r
	}
	c.memo[t] = false // a type that only holds itself carries nothing
	r := c.compute(t)
	c.memo[t] = r
	return r
}

func (c *carriers) compute(t types.Type) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && isLibraryData(named) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.TypeParam:
		return true
	case *types.Interface:
		return !value.IsContext(t) && !value.IsError(t)
	case *types.Pointer:
		return c.is(u.Elem())
	case *types.Slice:
		return c.is(u.Elem())
	case *types.Array:
		return c.is(u.Elem())
	case *types.Chan:
		return c.is(u.Elem())
	case *types.Map:
		return c.is(u.Elem()) || c.is(u.Key())
	case *types.Struct:
		return c.holds(t, u)
	case *types.Tuple:
		for v := range u.Variables() {
			if c.is(v.Type()) {
				return true
			}
		}
	}
	return false
}

// isLibraryData matches events, and types of packages that hold no code of the user.
func isLibraryData(named *types.Named) bool {
	pkg := named.Obj().Pkg()
	if pkg == nil {
		return false
	}
	switch pkg.Path() {
	case "time", "reflect", "math/big", "net/url", "strings", "bytes":
		return true
	}
	_, events := catalog.Default().Package(catalog.Events, pkg.Path())
	return events
}

// holds reports whether a struct can hold functions. Fields of first-party
// structs are followed one by one; external structs are followed as a whole:
// those that take functions or objects in, and those that serve requests.
func (c *carriers) holds(t types.Type, s *types.Struct) bool {
	named, _ := types.Unalias(t).(*types.Named)
	if named == nil || c.known(named.Obj().Pkg()) {
		return false
	}
	for f := range s.Fields() {
		if f.Exported() && isCode(f.Type()) {
			return true
		}
	}
	for m := range named.Methods() {
		if m.Exported() && (takesCode(m.Signature()) || dispatches(m)) {
			return true
		}
	}
	for f := range s.Fields() { // gin.Engine embeds RouterGroup
		if f.Embedded() && c.is(f.Type()) {
			return true
		}
	}
	return false
}

func takesCode(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		t := p.Type()
		if s, ok := t.(*types.Slice); ok && sig.Variadic() {
			t = s.Elem()
		}
		if isCode(t) {
			return true
		}
	}
	return false
}

// isCode reports whether t is a function or an interface with methods of its own.
func isCode(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return !value.IsContext(t) && !value.IsError(t)
	case *types.Slice:
		_, fn := u.Elem().Underlying().(*types.Signature)
		return fn
	}
	return false
}

// shared reports whether values of t are references: what is put into one
// copy is seen through the others.
func (c *carriers) shared(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan:
		return true
	case *types.Interface:
		named := namedOf(t)
		return named != nil && !c.known(named.Obj().Pkg()) && u.NumMethods() > 1
	}
	return false
}
