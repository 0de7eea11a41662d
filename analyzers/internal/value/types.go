package value

import "go/types"

// IsError reports whether t is the interface error itself, and not a type that
// implements it.
func IsError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}
