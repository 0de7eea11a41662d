package batchfailure

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// swallows finds the errors of which a loop makes no more than a line of log
// before it goes on:
//
//	if err := process(ctx, record); err != nil {
//		log.Printf("processing %s: %v", record.MessageId, err)
//		continue
//	}
func swallows(c *rule.Context, fn *ssa.Function, l *loop) []rule.Candidate {
	var found []rule.Candidate
	branches := errorBranches(l)
	for _, b := range branches {
		logs := b.onlyLogged(c)
		if len(logs) == 0 || !b.carriesOn(c) {
			continue
		}
		candidate := at(c, fn, logs[0], swallow, l)
		candidate.Notes["calls"] = b.calls(c)
		if !b.skips(c) { // the last step of a record: others may be reported
			candidate.Notes["others"] = reported(c, branches)
		}
		found = append(found, candidate)
	}
	return found
}

// reported notes the calls whose errors the loop does more with than log them.
func reported(c *rule.Context, branches []*branch) string {
	var calls []string
	for _, b := range branches {
		if len(b.onlyLogged(c)) > 0 {
			continue
		}
		more := b.calls(c)
		if more == "*" {
			return more
		}
		calls = append(calls, more)
	}
	return strings.Join(calls, " ")
}

// branch is an if statement on an error of the loop.
type branch struct {
	loop *loop
	at   *ssa.BasicBlock
	err  ssa.Value
	fail map[*ssa.BasicBlock]bool // where the error is not nil
	good *ssa.BasicBlock          // where it is
}

func errorBranches(l *loop) []*branch {
	var found []*branch
	for _, b := range l.blocks() {
		test, ok := value.BranchOf(b)
		if !ok {
			continue
		}
		cond, ok := test.Cond.(*ssa.BinOp)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ || !value.IsError(cond.X.Type()) || !value.IsNil(cond.Y, b) {
			continue
		}
		side := 0
		if cond.Op == token.EQL {
			side = 1
		}
		bad, good := b.Succs[side], b.Succs[1-side]
		if !madeIn(l, cond.X) || len(bad.Preds) != 1 {
			continue
		}
		fail := make(map[*ssa.BasicBlock]bool)
		for block := range l.body {
			if bad.Dominates(block) {
				fail[block] = true
			}
		}
		found = append(found, &branch{loop: l, at: b, err: cond.X, fail: fail, good: good})
	}
	return found
}

// madeIn reports whether the error is one of the loop's own, not of before.
func madeIn(l *loop, err ssa.Value) bool {
	instr, ok := err.(ssa.Instruction)
	return ok && l.body[instr.Block()] && instr.Block() != nil
}

// calls notes where the error comes from.
func (b *branch) calls(c *rule.Context) string {
	var calls []ssa.CallInstruction
	for _, v := range sources(b.err) {
		switch v := v.(type) {
		case *ssa.Call:
			calls = append(calls, v)
		case *ssa.UnOp: // received from a goroutine
			return "*"
		}
	}
	return encode(c, calls)
}

// sources returns the calls and receives that an error comes from.
func sources(v ssa.Value) []ssa.Value {
	var found []ssa.Value
	seen := make(map[ssa.Value]bool)
	for work := []ssa.Value{v}; len(work) > 0; {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi:
			work = append(work, v.Edges...)
		case *ssa.Extract:
			work = append(work, v.Tuple)
		case *ssa.Call:
			found = append(found, v)
		case *ssa.UnOp:
			if v.Op == token.ARROW {
				found = append(found, v)
			}
		}
	}
	return found
}

// carriesOn reports whether the loop goes to the next record after the error,
// and nothing but talk happens on the way.
func (b *branch) carriesOn(c *rule.Context) bool {
	for block := range b.fail {
		for _, succ := range block.Succs {
			if !b.loop.body[succ] || changesPhi(b, block, succ) {
				return false
			}
		}
		if !idle(c, block) {
			return false
		}
	}
	for block := range b.tail() {
		if !idle(c, block) {
			return false
		}
	}
	return len(b.fail) > 0
}

// tail returns the blocks between the error branch and the next record.
func (b *branch) tail() map[*ssa.BasicBlock]bool {
	return b.between(b.fail)
}

// between returns the blocks of the loop that follow the given ones before the next record.
func (b *branch) between(from map[*ssa.BasicBlock]bool) map[*ssa.BasicBlock]bool {
	found := make(map[*ssa.BasicBlock]bool)
	var work []*ssa.BasicBlock
	for block := range from {
		work = append(work, block.Succs...)
	}
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if block != b.loop.head && b.loop.body[block] && !from[block] && !found[block] {
			found[block] = true
			work = append(work, block.Succs...)
		}
	}
	return found
}

// skips reports whether a record that failed misses work that others get.
func (b *branch) skips(c *rule.Context) bool {
	tail := b.tail()
	if b.good == b.loop.head || tail[b.good] {
		return false
	}
	good := b.between(map[*ssa.BasicBlock]bool{b.good: true})
	good[b.good] = true
	for block := range good {
		if !tail[block] && !idle(c, block) {
			return true
		}
	}
	return false
}

// changesPhi reports whether leaving the branch for succ sets a variable: a
// flag, a counter, a default.
func changesPhi(b *branch, from, succ *ssa.BasicBlock) bool {
	if b.fail[succ] {
		return false
	}
	for _, instr := range succ.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return false
		}
		for i, pred := range succ.Preds {
			if pred == from && b.sets(phi, phi.Edges[i]) {
				return true
			}
		}
	}
	return false
}

// sets reports whether v is a new value for a variable that others set, too.
func (b *branch) sets(phi *ssa.Phi, v ssa.Value) bool {
	if v == phi || v == b.err {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if ok && !b.fail[instr.Block()] {
		return false
	}
	return true
}

// idle reports whether nothing happens in a block but talk.
func idle(c *rule.Context, block *ssa.BasicBlock) bool {
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Panic, *ssa.Defer:
			return false
		case *ssa.Return: // of a worker
			if err := errorOf(instr); err != nil && !value.IsNil(err, block) {
				return false
			}
		case *ssa.Store:
			if !temporary(instr.Addr) {
				return false
			}
		case *ssa.Call:
			if !talks(c, instr) && !computes(c, instr) {
				return false
			}
		}
	}
	return true
}

// temporary reports whether addr is part of a value made for one call.
func temporary(addr ssa.Value) bool {
	switch x := addr.(type) {
	case *ssa.IndexAddr:
		return temporary(x.X)
	case *ssa.FieldAddr:
		return temporary(x.X)
	case *ssa.Alloc:
		return true
	}
	return false
}
