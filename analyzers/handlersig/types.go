package handlersig

import (
	"go/types"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// has reports whether a method set holds a name.
func has(t types.Type, name string) bool { return value.Method(t, name) != nil }

// invokes reports whether t is a lambda.Handler: Invoke(context.Context, []byte) ([]byte, error).
func invokes(t types.Type) bool {
	fn := value.Method(t, "Invoke")
	if fn == nil {
		return false
	}
	params, results := fn.Signature().Params(), fn.Signature().Results()
	return params.Len() == 2 && results.Len() == 2 && likeContext(params.At(0).Type()) &&
		isBytes(params.At(1).Type()) && isBytes(results.At(0).Type()) && value.IsError(results.At(1).Type())
}

func isBytes(t types.Type) bool {
	slice, ok := t.(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}

// likeContext reports whether t has the methods of context.Context, and no others:
// that is what the runtime asks of the first parameter.
func likeContext(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() != 4 {
		return false
	}
	for _, name := range []string{"Deadline", "Done", "Err", "Value"} {
		if !has(t, name) {
			return false
		}
	}
	return true
}

// foreignInterface reports whether t is an interface that the runtime can
// neither decode into nor take for the context. any is decoded into.
func foreignInterface(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.NumMethods() > 0 && !likeContext(t)
}
