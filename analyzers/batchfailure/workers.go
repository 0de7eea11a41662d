package batchfailure

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// workers returns the function that a loop leaves its records to, if the loop
// does nothing else: one of the package that returns nothing, or a literal that
// runs in a goroutine.
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
		if fn := goroutine(call); fn != nil {
			found = append(found, whole(fn, l.source))
			continue
		}
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

// goroutine returns the literal that a call runs beside the loop: of a go
// statement, or of the Go method of a group.
func goroutine(call ssa.CallInstruction) *ssa.Function {
	common := call.Common()
	started := common.Value
	if _, ok := call.(*ssa.Go); !ok {
		callee := rule.Callee(common)
		if callee == nil || callee.Name() != "Go" || len(common.Args) == 0 {
			return nil
		}
		started = common.Args[len(common.Args)-1]
	}
	closure, ok := started.(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	return closure.Fn.(*ssa.Function)
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
