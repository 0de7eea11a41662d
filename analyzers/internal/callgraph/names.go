package callgraph

import (
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// Key returns the identity of fn across packages: types.Func.FullName of its
// origin, or the key of the enclosing function and $n for a literal. Wrappers
// that the compiler makes (method values, promoted methods) have the key of
// the method they call.
func Key(fn *ssa.Function) string {
	fn = generic(fn)
	if parent := fn.Parent(); parent != nil {
		return Key(parent) + fn.Name()[strings.LastIndexByte(fn.Name(), '$'):]
	}
	obj, _ := fn.Object().(*types.Func)
	switch {
	case obj == nil || obj.Name() == "init" || obj.Name() == "_":
		if fn.Pkg == nil {
			return fn.String()
		}
		return fn.Pkg.Pkg.Path() + "." + fn.Name()
	default:
		return catalog.Symbol(obj)
	}
}

// generic returns the function that fn is an instance of, or fn. A recursive
// generic function may have instances without end, so that what is known of
// functions is kept by this one.
func generic(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		return origin
	}
	return fn
}

// DisplayName returns how people call the function: pkg.Func, pkg.Type.Method,
// and enclosing.funcN for the N-th literal.
func DisplayName(fn *ssa.Function) string {
	if parent := fn.Parent(); parent != nil {
		n := fn.Name()[strings.LastIndexByte(fn.Name(), '$')+1:]
		return DisplayName(parent) + ".func" + n
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		if fn.Pkg == nil {
			return fn.Name()
		}
		return fn.Pkg.Pkg.Name() + "." + fn.Name()
	}
	return Display(obj)
}

// Display returns pkg.Func or pkg.Type.Method.
func Display(obj *types.Func) string {
	name := obj.Name()
	if recv := obj.Signature().Recv(); recv != nil {
		if named := namedOf(recv.Type()); named != nil {
			name = named.Obj().Name() + "." + name
		}
	}
	if obj.Pkg() != nil {
		name = obj.Pkg().Name() + "." + name
	}
	return name
}

// ShortSymbol turns a catalog symbol into what people write:
// (*github.com/jackc/pgx/v5/pgxpool.Pool).Close becomes pgxpool.Pool.Close.
func ShortSymbol(symbol string) string {
	symbol = strings.NewReplacer("(", "", ")", "", "*", "").Replace(symbol)
	dir, base := path.Split(symbol)
	if strings.HasPrefix(base, "v") { // the name of pkg/v5.F is pkg.F
		if version, rest, ok := strings.Cut(base, "."); ok {
			if _, err := strconv.Atoi(version[1:]); err == nil {
				base = path.Base(path.Clean(dir)) + "." + rest
			}
		}
	}
	if i := strings.Index(base, ".v"); i > 0 { // gopkg.in/x.v2.F
		if version, rest, ok := strings.Cut(base[i+2:], "."); ok {
			if _, err := strconv.Atoi(version); err == nil {
				base = base[:i] + "." + rest
			}
		}
	}
	return strings.TrimPrefix(base, "go-")
}

// TypeKey returns the identity of the named type behind t, pointers removed,
// or "" if there is none. Instances of a generic type share the key.
func TypeKey(t types.Type) string {
	named := namedOf(t)
	if named == nil {
		return ""
	}
	obj := named.Origin().Obj()
	if obj.Pkg() == nil {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

func namedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// methodID identifies a method across packages by name and signature, so that
// implementations are found without types.
func methodID(m *types.Func) string {
	qualify := func(p *types.Package) string { return p.Path() }
	sig := m.Origin().Signature()
	sig = types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
	return m.Id() + strings.TrimPrefix(types.TypeString(unnamed(sig), qualify), "func")
}

// unnamed drops parameter names, which do not take part in identity.
func unnamed(sig *types.Signature) *types.Signature {
	drop := func(tuple *types.Tuple) *types.Tuple {
		vars := make([]*types.Var, tuple.Len())
		for i := range vars {
			vars[i] = types.NewParam(0, nil, "", tuple.At(i).Type())
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, drop(sig.Params()), drop(sig.Results()), sig.Variadic())
}

// Param returns the node of a parameter of a function value: the receiver of a
// method does not count.
func Param(key string, i int) Node {
	if isMethod(key) {
		i++
	}
	return Slot(key, i)
}

// Slot returns the node of a parameter of a function, the receiver included.
func Slot(key string, i int) Node { return "p:" + key + "#" + strconv.Itoa(i) }

// isMethod reports whether key names a method and not a function or literal.
func isMethod(key string) bool {
	return strings.HasPrefix(key, "(") && !strings.Contains(key, "$")
}

// ResultNode returns the node of a result of a function.
func ResultNode(key string, i int) Node { return "r:" + key + "#" + strconv.Itoa(i) }

// free returns the node of a captured variable of a literal.
func free(key string, i int) Node { return "v:" + key + "#" + strconv.Itoa(i) }
