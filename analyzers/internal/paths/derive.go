package paths

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// element reports whether v was taken out of a slice, an array or a map.
func element(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Extract:
		_, next := v.Tuple.(*ssa.Next)
		_, lookup := v.Tuple.(*ssa.Lookup)
		return next || lookup
	case *ssa.Lookup, *ssa.Index:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.IndexAddr)
		return ok && v.Op == token.MUL
	}
	return false
}

// hashed reports whether v is computed by a hash function.
func hashed(v ssa.Value, depth int) bool {
	return derives(v, depth, func(call *ssa.CallCommon) bool {
		if call.IsInvoke() {
			return strings.HasPrefix(call.Method.Name(), "Sum") && strings.HasPrefix(packageOf(call), "hash")
		}
		path := packageOf(call)
		return strings.HasPrefix(path, "crypto/") && path != "crypto/rand" || strings.HasPrefix(path, "hash/")
	})
}

// listed reports whether v is the name of an entry of a folder that was read.
func listed(v ssa.Value, depth int) bool {
	return derives(v, depth, func(call *ssa.CallCommon) bool {
		callee := call.StaticCallee()
		if callee == nil {
			return false
		}
		switch callee.String() {
		case "os.ReadDir", "io/ioutil.ReadDir", "path/filepath.Glob",
			"(*os.File).Readdir", "(*os.File).Readdirnames", "(*os.File).ReadDir":
			return true
		}
		return false
	})
}

// derives follows what v is computed from to a call that satisfies ok.
func derives(v ssa.Value, depth int, ok func(*ssa.CallCommon) bool) bool {
	const deepest = 8
	if depth > deepest {
		return false
	}
	if call, isCall := v.(*ssa.Call); isCall && ok(call.Common()) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Phi, *ssa.Parameter, *ssa.Global, *ssa.Const, *ssa.Function:
		return false
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			if store, isStore := ref.(*ssa.Store); isStore && store.Addr == v && derives(store.Val, depth+1, ok) {
				return true
			}
		}
		return false
	case ssa.Instruction:
		for _, op := range v.Operands(nil) {
			if *op != nil && derives(*op, depth+1, ok) {
				return true
			}
		}
	}
	return false
}

func packageOf(call *ssa.CallCommon) string {
	if call.IsInvoke() {
		if call.Method.Pkg() != nil {
			return call.Method.Pkg().Path()
		}
		return ""
	}
	if callee := call.StaticCallee(); callee != nil && callee.Pkg != nil {
		return callee.Pkg.Pkg.Path()
	}
	return ""
}

// variadic returns the arguments of a variadic call.
func variadic(v ssa.Value) []ssa.Value {
	values := value.Variadic(v)
	for i, x := range values {
		values[i] = value.Unwrap(x)
	}
	return values
}
