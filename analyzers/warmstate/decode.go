package warmstate

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// filled is the write of a decoder into the variable that it is given, nil for
// other calls. A field that the text lacks keeps its value:
//
//	json.Unmarshal([]byte(event.Body), &order)
func filled(call *ssa.Call) *write {
	callee := rule.Callee(&call.Call)
	if callee == nil {
		return nil
	}
	row, ok := catalog.Default().Func(catalog.Fill, callee)
	if !ok {
		return nil
	}
	args := call.Call.Args
	if call.Call.IsInvoke() {
		args = slices.Concat([]ssa.Value{call.Call.Value}, args)
	}
	i, err := strconv.Atoi(row.Arg(0))
	if callee.Signature().Recv() != nil {
		i++
	}
	if err != nil || i >= len(args) {
		return nil
	}
	target := value.Unwrap(args[i])
	if !keepsParts(target.Type()) {
		return nil
	}
	return &write{instr: call, addr: target, value: args[0], decodes: true}
}

// keepsParts reports whether decoding into what a pointer of type t points to
// replaces a part of it only: a text or a number is replaced as a whole.
func keepsParts(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	switch elem := p.Elem().Underlying().(type) {
	case *types.Pointer: // what it points to is decoded into, if it is there
		return keepsParts(elem)
	case *types.Struct, *types.Map:
		return true
	}
	return false
}
