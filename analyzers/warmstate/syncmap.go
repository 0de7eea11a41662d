package warmstate

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// stored is the write of a sync.Map's Store, nil for other calls.
func stored(call *ssa.Call) *write {
	if !calls(call, "Store") {
		return nil
	}
	args := call.Call.Args
	return &write{instr: call, addr: args[0], key: value.Unwrap(args[1]), value: value.Unwrap(args[2])}
}

// calls reports whether a call is one of the methods of sync.Map.
func calls(call ssa.CallInstruction, methods ...string) bool {
	callee := rule.Callee(call.Common())
	if callee == nil || !slices.Contains(methods, callee.Name()) {
		return false
	}
	recv := callee.Signature().Recv()
	return recv != nil && callgraph.TypeKey(recv.Type()) == "sync.Map"
}
