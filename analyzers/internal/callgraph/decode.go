package callgraph

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

// ambiguous stands in Func.Decodes for several event types. It names no source.
const ambiguous = "?"

// decode notes that the function decodes an event: that it hands the address of
// a variable of such a type to a call, as json.Unmarshal(raw, &event).
func (f *funcBuilder) decode(alloc *ssa.Alloc) {
	event := entrypoint.EventType(alloc.Type().Underlying().(*types.Pointer).Elem())
	if event == "" || !handedOn(alloc) {
		return
	}
	switch f.out.Decodes {
	case "", event:
		f.out.Decodes = event
	default:
		f.out.Decodes = ambiguous
	}
}

// handedOn reports whether the address of a variable is passed on as an interface.
func handedOn(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		box, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *box.Referrers() {
			if _, ok := use.(*ssa.Call); ok {
				return true
			}
		}
	}
	return false
}
