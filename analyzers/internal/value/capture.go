package value

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Captured returns what the enclosing function gives a literal as v, nil if
// the variable is none of a literal.
func Captured(v *ssa.FreeVar) ssa.Value {
	literal := v.Parent()
	if literal.Parent() == nil {
		return nil
	}
	i := slices.Index(literal.FreeVars, v)
	for _, ref := range *literal.Referrers() {
		if c, ok := ref.(*ssa.MakeClosure); ok && c.Fn == literal && i >= 0 && i < len(c.Bindings) {
			return c.Bindings[i]
		}
	}
	return nil
}
