package batchfailure

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

// loop is a natural loop over the records of a batch, or the body of a function
// that does the work of one: that has no head.
type loop struct {
	fn     *ssa.Function
	head   *ssa.BasicBlock
	body   map[*ssa.BasicBlock]bool // blocks that can come back to head, head included
	source string                   // SQS, Kinesis, …
}

// blocks returns the blocks of the loop in source order.
func (l *loop) blocks() []*ssa.BasicBlock {
	var list []*ssa.BasicBlock
	for _, b := range l.fn.Blocks {
		if l.body[b] {
			list = append(list, b)
		}
	}
	return list
}

// calls returns the calls in the loop.
func (l *loop) calls() []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	for _, b := range l.blocks() {
		calls = append(calls, callsIn(b)...)
	}
	return calls
}

func callsIn(b *ssa.BasicBlock) []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	for _, instr := range b.Instrs {
		if call, ok := instr.(ssa.CallInstruction); ok {
			calls = append(calls, call)
		}
	}
	return calls
}

// naturalLoops returns the loops of fn by the order of their heads.
func naturalLoops(fn *ssa.Function) []*loop {
	var loops []*loop
	for _, head := range fn.Blocks {
		body := map[*ssa.BasicBlock]bool{head: true}
		var work []*ssa.BasicBlock
		for _, pred := range head.Preds {
			if head.Dominates(pred) && !body[pred] {
				body[pred] = true
				work = append(work, pred)
			}
		}
		if len(work) == 0 && !slices.Contains(head.Preds, head) {
			continue
		}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			for _, pred := range b.Preds {
				if !body[pred] {
					body[pred] = true
					work = append(work, pred)
				}
			}
		}
		loops = append(loops, &loop{fn: fn, head: head, body: body})
	}
	return loops
}

// recordLoops returns the loops of fn that go through a slice of poll records.
func recordLoops(fn *ssa.Function) []*loop {
	var loops []*loop
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			slice, index := element(instr)
			if slice == nil {
				continue
			}
			source := recordSource(slice.Type())
			if source == "" {
				continue
			}
			if loops == nil {
				loops = naturalLoops(fn)
			}
			if l := counting(loops, b, index); l != nil && l.source == "" {
				l.source = source
			}
		}
	}
	return slices.DeleteFunc(loops, func(l *loop) bool { return l.source == "" })
}

// element returns the slice and the index of an access to an element.
func element(instr ssa.Instruction) (slice, index ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.IndexAddr:
		return instr.X, instr.Index
	case *ssa.Index:
		return instr.X, instr.Index
	}
	return nil, nil
}

// counting returns the loop around b that the index runs with.
func counting(loops []*loop, b *ssa.BasicBlock, index ssa.Value) *loop {
	if next, ok := index.(*ssa.BinOp); ok { // rangeindex: the phi plus one
		index = next.X
	}
	phi, ok := index.(*ssa.Phi)
	if !ok {
		return nil
	}
	for _, l := range loops {
		if l.head == phi.Block() && l.body[b] {
			return l
		}
	}
	return nil
}

// recordSource returns the event source that a slice of records comes from, "" for others.
func recordSource(t types.Type) string {
	if p, ok := t.Underlying().(*types.Pointer); ok { // an array
		t = p.Elem()
	}
	var elem types.Type
	switch u := t.Underlying().(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Array:
		elem = u.Elem()
	default:
		return ""
	}
	if source := entrypoint.SourceOf(callgraph.TypeKey(elem)); source.Model == entrypoint.Poll {
		return source.Name
	}
	return ""
}

// early returns the blocks that are only reached by leaving the loop before its end.
func (l *loop) early() map[*ssa.BasicBlock]bool {
	after := make(map[*ssa.BasicBlock]bool)
	for _, succ := range l.head.Succs {
		if !l.body[succ] {
			l.reach(succ, after)
		}
	}
	early := make(map[*ssa.BasicBlock]bool)
	for b := range l.body {
		for _, succ := range b.Succs {
			if b != l.head && !l.body[succ] {
				l.reach(succ, early)
			}
		}
	}
	for b := range after {
		delete(early, b)
	}
	return early
}

// reach adds the blocks that follow b without coming back to the loop.
func (l *loop) reach(b *ssa.BasicBlock, seen map[*ssa.BasicBlock]bool) {
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !seen[b] && !l.body[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
}
