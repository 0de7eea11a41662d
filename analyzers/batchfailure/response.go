package batchfailure

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// dropsFailures finds return statements with failures and an error:
//
//	return events.SQSEventResponse{BatchItemFailures: failures}, errors.Join(errs...)
func dropsFailures(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	if fn.Signature.Results().Len() != 2 {
		return nil
	}
	var found []rule.Candidate
	for _, ret := range value.Returns(fn) {
		err := errorOf(ret)
		if err == nil || value.IsNil(err, ret.Block()) || !hasFailures(value.Returned(ret, 0), ret) {
			continue
		}
		candidate := c.At(fn, ret, ret.Pos())
		candidate.Kind = dropped
		candidate.Message = "batchItemFailures is returned with an error: Lambda drops the response, and every record of the batch comes back; return nil as the error"
		found = append(found, candidate)
	}
	return found
}

// hasFailures reports whether a response was given failures before ret.
func hasFailures(v ssa.Value, ret *ssa.Return) bool {
	v = value.Unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	switch v := v.(type) {
	case *ssa.MakeMap:
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool { return givesFailures(ref, ret) })
	case *ssa.Alloc:
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			closure, ok := ref.(*ssa.MakeClosure)
			if !ok {
				return fieldGets(ref, func(use ssa.Instruction) bool { return givesFailures(use, ret) && !takenBack(v, use, ret) })
			}
			return leadsTo(closure, ret) && literalGives(closure, v) && !takenBack(v, closure, ret)
		})
	}
	return false
}

// takenBack reports whether the failures that an instruction gives a response
// are gone again when ret is reached: the list is emptied on every way to it.
func takenBack(response *ssa.Alloc, given ssa.Instruction, ret *ssa.Return) bool {
	return slices.ContainsFunc(*response.Referrers(), func(ref ssa.Instruction) bool {
		return fieldGets(ref, func(use ssa.Instruction) bool {
			failures := assigned(use, "batchItemFailures")
			return failures != nil && empty(failures) && value.Precedes(use, ret) && !comesAfter(given, use)
		})
	})
}

// comesAfter reports whether control can come to later from earlier.
func comesAfter(later, earlier ssa.Instruction) bool {
	if later.Block() == earlier.Block() {
		return value.Precedes(earlier, later)
	}
	return leadsTo(earlier, later)
}

// literalGives reports whether a function literal, perhaps a worker, gives
// failures to a response that it captures.
func literalGives(closure *ssa.MakeClosure, response ssa.Value) bool {
	i := slices.Index(closure.Bindings, response)
	return slices.ContainsFunc(*closure.Fn.(*ssa.Function).FreeVars[i].Referrers(), func(ref ssa.Instruction) bool {
		return fieldGets(ref, func(use ssa.Instruction) bool {
			failures := assigned(use, "batchItemFailures")
			return failures != nil && !empty(failures)
		})
	})
}

// fieldGets reports whether ref is the address of a field with such a use.
func fieldGets(ref ssa.Instruction, such func(ssa.Instruction) bool) bool {
	addr, ok := ref.(*ssa.FieldAddr)
	return ok && slices.ContainsFunc(*addr.Referrers(), such)
}

func givesFailures(instr ssa.Instruction, ret *ssa.Return) bool {
	failures := assigned(instr, "batchItemFailures")
	return failures != nil && !empty(failures) && leadsTo(instr, ret)
}

// empty reports whether a slice has no elements when it is made.
func empty(v ssa.Value) bool {
	if slice, ok := v.(*ssa.Slice); ok {
		if p, ok := slice.X.Type().Underlying().(*types.Pointer); ok {
			array, ok := p.Elem().Underlying().(*types.Array)
			return ok && array.Len() == 0
		}
	}
	if made, ok := v.(*ssa.MakeSlice); ok {
		length, ok := made.Len.(*ssa.Const)
		return ok && length.Int64() == 0
	}
	return value.IsNilConst(v)
}

// leadsTo reports whether control can come from the block of an instruction to
// that of another.
func leadsTo(from, to ssa.Instruction) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	for work := []*ssa.BasicBlock{from.Block()}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to.Block() {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// overtakes finds loops that go on after a failure although the code knows that
// the queue is ordered by message group:
//
//	group := record.Attributes["MessageGroupId"]
//	if err := process(ctx, group, record); err != nil {
//		failures = append(failures, …)
//	}
func overtakes(c *rule.Context, fn *ssa.Function, l *loop) []rule.Candidate {
	group := groupOf(l)
	if group == nil || remembered(group, make(map[ssa.Value]bool)) {
		return nil
	}
	for _, b := range errorBranches(l) {
		if report := b.reported(); report != nil {
			candidate := at(c, fn, report, order, l)
			candidate.Message = "the loop goes on after a failed record, and later ones of its MessageGroupId overtake it: the order of the queue is lost; skip and report the rest of the group"
			return []rule.Candidate{candidate}
		}
	}
	return nil
}

// groupOf returns the message group that the loop reads.
func groupOf(l *loop) *ssa.Lookup {
	for _, b := range l.blocks() {
		for _, instr := range b.Instrs {
			lookup, ok := instr.(*ssa.Lookup)
			if !ok {
				continue
			}
			if key, _ := value.Text(lookup.Index); key == "MessageGroupId" {
				return lookup
			}
		}
	}
	return nil
}

// remembered reports whether a group is looked up, kept or compared: the code
// may skip it. A function of the program may do so, too.
func remembered(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Lookup, *ssa.MapUpdate, *ssa.Send, *ssa.Return:
			return true
		case *ssa.BinOp:
			if ref.Op != token.ADD || remembered(ref, seen) { // "group-" + group is no comparison
				return true
			}
		case *ssa.Store:
			if !temporary(ref.Addr) {
				return true
			}
		case *ssa.Extract:
			if remembered(ref, seen) {
				return true
			}
		case *ssa.Phi:
			if remembered(ref, seen) {
				return true
			}
		case *ssa.Call:
			if callee := ref.Call.StaticCallee(); callee != nil && callee.Signature.Results().Len() == 1 {
				if basic, ok := callee.Signature.Results().At(0).Type().Underlying().(*types.Basic); ok && basic.Kind() == types.Bool {
					return true // slices.Contains
				}
			}
		}
	}
	return false
}

// reported returns the append of a failure after which the loop goes on.
func (b *branch) reported() ssa.Instruction {
	for _, block := range b.loop.blocks() {
		if !b.fail[block] {
			continue
		}
		for _, succ := range block.Succs {
			if !b.loop.body[succ] {
				return nil // it stops at the first failure
			}
		}
		for _, call := range callsIn(block) {
			if value.IsBuiltin(call.Common(), "append") {
				return call
			}
		}
	}
	return nil
}
