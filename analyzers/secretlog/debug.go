package secretlog

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// debugging reports whether a block is entered only while the debug level is
// on: if logger.Enabled(ctx, slog.LevelDebug). A payload that is logged there
// is logged on purpose, and not in production. Secrets are, all the same.
func debugging(block *ssa.BasicBlock) bool {
	for idom := block.Idom(); idom != nil; idom = idom.Idom() {
		branch, ok := value.BranchOf(idom)
		if ok && asksDebug(branch.Cond) && idom.Succs[0].Dominates(block) {
			return true
		}
	}
	return false
}

// asksDebug matches Enabled of slog and zap with a level below info.
func asksDebug(cond ssa.Value) bool {
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	callee := rule.Callee(call.Common())
	if callee == nil || callee.Name() != "Enabled" || len(call.Call.Args) == 0 {
		return false
	}
	level, ok := call.Call.Args[len(call.Call.Args)-1].(*ssa.Const)
	return ok && isInteger(level.Type()) && level.Value != nil && level.Int64() < 0
}

func isInteger(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}
