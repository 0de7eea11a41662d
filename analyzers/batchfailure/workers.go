package batchfailure

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// workers returns the function of the package that a loop leaves its records
// to, if it returns nothing and the loop does nothing else:
//
//	for _, record := range event.Records {
//		handle(ctx, record)
//	}
func workers(c *rule.Context, l *loop) []*loop {
	if len(errorBranches(l)) > 0 {
		return nil
	}
	var found []*loop
	for _, call := range l.calls() {
		v, ok := call.(*ssa.Call)
		if ok && (talks(c, v) || computes(c, v)) {
			continue
		}
		fn := call.Common().StaticCallee()
		if _, deferred := call.(*ssa.Defer); deferred || fn == nil {
			return nil
		}
		if len(fn.Blocks) == 0 || fn.Signature.Results().Len() > 0 || fn.Parent() != nil {
			if firstParty(c, call) || outside(c, call) != "" {
				return nil
			}
			continue // wg.Add
		}
		found = append(found, whole(fn, l.source))
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

func whole(fn *ssa.Function, source string) *loop {
	body := make(map[*ssa.BasicBlock]bool)
	for _, b := range fn.Blocks {
		if b != fn.Recover {
			body[b] = true
		}
	}
	return &loop{fn: fn, body: body, source: source}
}

// resultLoops returns the loops that receive the errors of goroutines which a
// loop over records starts.
func resultLoops(fn *ssa.Function) []*loop {
	source := ""
	for _, l := range recordLoops(fn) {
		for _, b := range l.blocks() {
			for _, instr := range b.Instrs {
				if _, ok := instr.(*ssa.Go); ok {
					source = l.source
				}
			}
		}
	}
	if source == "" {
		return nil
	}
	var found []*loop
	for _, l := range naturalLoops(fn) {
		if receivesError(l) {
			l.source = source
			found = append(found, l)
		}
	}
	return found
}

func receivesError(l *loop) bool {
	for _, b := range l.blocks() {
		for _, instr := range b.Instrs {
			if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && value.IsError(recv.Type()) {
				return true
			}
		}
	}
	return false
}
