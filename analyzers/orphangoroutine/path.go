package orphangoroutine

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// search walks the blocks behind the start of a goroutine up to the places at
// which it has ended.
type search struct {
	fn    *ssa.Function
	start *start
	at    map[ssa.Instruction]bool
	exits map[edge]bool // ways out of loops that wait once for each goroutine
	known map[ssa.Value]bool
	seen  map[*ssa.BasicBlock]bool
}

type edge struct{ from, to *ssa.BasicBlock }

func (f *function) search(s *start, waits []wait) *search {
	p := &search{fn: f.fn, start: s, at: make(map[ssa.Instruction]bool), exits: make(map[edge]bool), seen: make(map[*ssa.BasicBlock]bool)}
	p.known = conditions(s.instr.Block())
	several := s.linked || inLoop(s.instr.Block()) || sendsOften(s.body)
	for _, w := range waits {
		if sel, ok := w.instr.(*ssa.Select); ok && slices.ContainsFunc(sel.States, ticks) && !inLoop(sel.Block()) {
			p.cases(sel)
			continue
		}
		counted := false
		for _, loop := range f.loops(w.instr.Block()) {
			if !loop.body[s.instr.Block()] {
				counted = p.complete(loop) || counted
			}
		}
		if !(w.each && several && counted) {
			p.at[w.instr] = true
		}
	}
	return p
}

// complete marks the regular ways out of a loop that waits in its body: by the
// condition at its head or at its end, and past a loop that runs zero times.
// It reports whether there is one.
func (p *search) complete(l *loop) bool {
	header, body := l.header, l.body
	targets := make(map[*ssa.BasicBlock]bool)
	headed := slices.ContainsFunc(header.Succs, func(b *ssa.BasicBlock) bool { return !body[b] })
	for b := range body {
		if headed && b != header || !headed && !slices.Contains(b.Succs, header) {
			continue
		}
		for _, succ := range b.Succs {
			if !body[succ] {
				p.exits[edge{b, succ}], targets[succ] = true, true
			}
		}
	}
	for _, pred := range header.Preds {
		for _, succ := range pred.Succs {
			if !body[pred] && targets[succ] {
				p.exits[edge{pred, succ}] = true
			}
		}
	}
	return len(targets) > 0
}

// run returns the first return that is reached without a wait, or nil.
func (p *search) run() *ssa.Return {
	for w := range p.at {
		if d, ok := w.(*ssa.Defer); ok && value.Precedes(d, p.start.instr) {
			return nil
		}
	}
	block := p.start.instr.Block()
	i := slices.Index(block.Instrs, ssa.Instruction(p.start.instr))
	var found *ssa.Return
	p.scan(block, i+1, &found)
	return found
}

func (p *search) scan(block *ssa.BasicBlock, from int, found **ssa.Return) {
	for _, instr := range block.Instrs[from:] {
		if p.at[instr] {
			return
		}
		if ret, ok := instr.(*ssa.Return); ok && block != p.fn.Recover {
			if *found == nil || ret.Pos() < (*found).Pos() {
				*found = ret
			}
		}
	}
	for _, succ := range p.successors(block) {
		if !p.exits[edge{block, succ}] && !p.seen[succ] {
			p.seen[succ] = true
			p.scan(succ, 0, found)
		}
	}
}

// successors leaves out the branch that cannot be taken: the goroutine was
// started under the same condition.
func (p *search) successors(block *ssa.BasicBlock) []*ssa.BasicBlock {
	branch, ok := value.BranchOf(block)
	if !ok {
		return block.Succs
	}
	for cond, truth := range p.known {
		if sameValue(cond, branch.Cond, 0) {
			if truth {
				return block.Succs[:1]
			}
			return block.Succs[1:]
		}
	}
	return block.Succs
}

// conditions returns what is known to be true or false in a block, as long as
// the values do not change in a loop.
func conditions(block *ssa.BasicBlock) map[ssa.Value]bool {
	known := make(map[ssa.Value]bool)
	for b := block; b.Idom() != nil; b = b.Idom() {
		branch, ok := value.BranchOf(b.Idom())
		if !ok || len(b.Preds) != 1 || inLoop(b.Idom()) {
			continue
		}
		known[branch.Cond] = b.Idom().Succs[0] == b
	}
	return known
}

// sameValue reports whether two conditions are computed alike from values that
// do not change.
func sameValue(a, b ssa.Value, depth int) bool {
	if a == b {
		return true
	}
	const deepest = 4
	if depth > deepest {
		return false
	}
	switch x := a.(type) {
	case *ssa.Const:
		y, ok := b.(*ssa.Const)
		return ok && types.Identical(x.Type(), y.Type()) && x.String() == y.String()
	case *ssa.BinOp:
		y, ok := b.(*ssa.BinOp)
		return ok && x.Op == y.Op && sameValue(x.X, y.X, depth+1) && sameValue(x.Y, y.Y, depth+1)
	case *ssa.UnOp:
		y, ok := b.(*ssa.UnOp)
		return ok && x.Op == y.Op && sameValue(x.X, y.X, depth+1)
	case *ssa.FieldAddr:
		y, ok := b.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && sameValue(x.X, y.X, depth+1)
	case *ssa.Call:
		of, other := value.Length(x), value.Length(b)
		return of != nil && other != nil && sameValue(of, other, depth+1)
	}
	return false
}

// loop is one of the loops of a function.
type loop struct {
	header *ssa.BasicBlock
	body   map[*ssa.BasicBlock]bool
}

// loops returns the loops that hold a block.
func (f *function) loops(block *ssa.BasicBlock) []*loop {
	if f.loopsOf == nil {
		f.loopsOf = make(map[*ssa.BasicBlock][]*loop)
		for _, header := range f.fn.Blocks {
			l := loopOf(header)
			for b := range l.body {
				f.loopsOf[b] = append(f.loopsOf[b], l)
			}
		}
	}
	return f.loopsOf[block]
}

// loopOf returns the loop that begins with a block; its body is empty if there is none.
func loopOf(header *ssa.BasicBlock) *loop {
	l := &loop{header, make(map[*ssa.BasicBlock]bool)}
	for _, back := range header.Preds {
		if header.Dominates(back) {
			maps.Copy(l.body, loopBody(header, back))
		}
	}
	return l
}

// loopBody returns the blocks of the loop that the edge from back to header closes.
func loopBody(header, back *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	body := map[*ssa.BasicBlock]bool{header: true}
	for work := []*ssa.BasicBlock{back}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !body[b] {
			body[b] = true
			work = append(work, b.Preds...)
		}
	}
	return body
}

// inLoop reports whether a block can follow itself.
func inLoop(block *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	for work := slices.Clone(block.Succs); len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == block {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// sendsOften reports whether a goroutine sends in a loop, so that one receive
// does not wait for its end.
func sendsOften(body *ssa.Function) bool {
	if body == nil {
		return false
	}
	for _, block := range body.Blocks {
		for _, instr := range block.Instrs {
			if _, ok := instr.(*ssa.Send); ok && inLoop(block) {
				return true
			}
		}
	}
	return false
}

// feeds reports whether all that a goroutine does is to fill channels that have
// room for as many values as there are: it is done at once, whoever waits.
func (f *function) feeds(s *start) bool {
	if s.body == nil || s.given == nil {
		return false
	}
	for _, block := range s.body.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				if !f.roomy(instr.Chan) {
					return false
				}
			case ssa.CallInstruction:
				if _, ok := instr.Common().Value.(*ssa.Builtin); !ok {
					return false
				}
			case *ssa.Select:
				return false
			}
		}
	}
	return true
}

// roomy matches channels made with make(chan T, len(list)).
func (f *function) roomy(ch ssa.Value) bool {
	for v := range f.bases(ch) {
		switch v := v.(type) {
		case *ssa.Alloc:
		case *ssa.MakeChan:
			if value.Length(v.Size) == nil {
				return false
			}
		default:
			return false
		}
	}
	return true
}
