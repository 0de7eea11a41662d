package orphangoroutine

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// idles reports whether the goroutine only waits and logs: what is lost with it
// is a line. It changes no variable of others, and each call in it logs, makes
// what is logged or the logger, or belongs to package time or context.
func (f *function) idles(s *start) bool {
	if s.body == nil || len(s.body.Blocks) == 0 {
		return false
	}
	logs := false
	for _, block := range s.body.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Go, *ssa.Send, *ssa.MapUpdate:
				return false
			case *ssa.Store:
				if !ownVariable(instr.Addr) {
					return false
				}
			case ssa.CallInstruction:
				switch {
				case f.logs(instr):
					logs = true
				case !f.harmless(instr):
					return false
				}
			}
		}
	}
	return logs
}

// ownVariable reports whether an address lies in a variable of the function.
func ownVariable(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		default:
			_, local := addr.(*ssa.Alloc)
			return local
		}
	}
}

func (f *function) logs(call ssa.CallInstruction) bool {
	return len(f.Graph.Logged(call.Common())) > 0
}

// harmless: builtins, clocks and timers, and what a log call gets.
func (f *function) harmless(instr ssa.CallInstruction) bool {
	if _, ok := instr.Common().Value.(*ssa.Builtin); ok {
		return true
	}
	if callee := rule.Callee(instr.Common()); callee != nil && callee.Pkg() != nil {
		switch callee.Pkg().Path() {
		case "time", "context":
			return true
		}
	}
	call, ok := instr.(*ssa.Call)
	return ok && len(*call.Referrers()) > 0 && !slices.ContainsFunc(*call.Referrers(), func(ref ssa.Instruction) bool {
		use, ok := ref.(ssa.CallInstruction)
		return !ok || !f.logs(use)
	})
}
