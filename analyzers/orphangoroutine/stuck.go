package orphangoroutine

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// stuckSends finds sends on an unbuffered channel whose only receiver is a
// goroutine that may have returned by another case of its select.
func (f *function) stuckSends() []rule.Candidate {
	var candidates []rule.Candidate
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			send, ok := instr.(*ssa.Send)
			if !ok || !f.left(send) {
				continue
			}
			candidate := f.At(f.fn, send, send.Pos())
			candidate.Kind = stuck
			candidate.Message = "send blocks for ever if the goroutine that receives has already returned: the invocation runs until its timeout; close the channel instead, or buffer it"
			candidates = append(candidates, candidate)
		}
	}
	return candidates
}

// left reports whether nobody but goroutines that may be gone receives what is sent.
func (f *function) left(send *ssa.Send) bool {
	channel := f.bases(send.Chan)
	if !unbuffered(channel) {
		return false
	}
	found := false
	for _, fn := range family(f.fn) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				leaves, receives := f.receives(instr, channel)
				if receives {
					return false
				}
				found = found || leaves
			}
		}
	}
	return found
}

// unbuffered: the channel is made here, without room.
func unbuffered(channel set) bool {
	made := 0
	for v := range channel {
		switch v := v.(type) {
		case *ssa.Alloc:
		case *ssa.MakeChan:
			n, ok := v.Size.(*ssa.Const)
			if !ok || constant.Sign(n.Value) != 0 {
				return false
			}
			made++
		default:
			return false
		}
	}
	return made == 1
}

// receives tells whether an instruction takes from the channel, or starts a
// goroutine that does until it leaves.
func (f *function) receives(instr ssa.Instruction, channel set) (leaves, always bool) {
	same := func(v ssa.Value) bool { return v != nil && f.bases(v).meets(channel) }
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return false, instr.Op == token.ARROW && same(instr.X)
	case *ssa.Select:
		return false, slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool { return st.Dir == types.RecvOnly && same(st.Chan) })
	case *ssa.Return:
		return false, slices.ContainsFunc(instr.Results, same)
	case *ssa.Store:
		return false, same(instr.Val) && f.outside(instr.Addr)
	case ssa.CallInstruction:
		return f.calleeReceives(instr, same)
	}
	return false, false
}

func (f *function) calleeReceives(call ssa.CallInstruction, same func(ssa.Value) bool) (leaves, always bool) {
	common := call.Common()
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		return false, builtin.Name() != "close" && builtin.Name() != "len" && slices.ContainsFunc(common.Args, same)
	}
	var sync *callgraph.Sync
	fn := common.StaticCallee()
	if fn != nil {
		sync = f.Graph.SyncOf(fn)
	}
	if sync == nil || fn == nil {
		return false, slices.ContainsFunc(common.Args, same)
	}
	meets := func(list []callgraph.Node) bool {
		return slices.ContainsFunc(list, func(n callgraph.Node) bool { return same(callgraph.Given(common, fn, n)) })
	}
	if _, spawned := call.(*ssa.Go); spawned && meets(sync.Quits) {
		return true, false
	}
	return meets(sync.Leaves), meets(sync.Waits)
}
