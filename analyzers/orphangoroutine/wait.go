package orphangoroutine

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// leaves looks for a way from the start of a goroutine to a return on which
// nothing waits for it. The return is nil if there is no wait at all.
func (f *function) leaves(s *start) (ret *ssa.Return, open bool) {
	if s.signals[nil] {
		delete(s.signals, nil)
		if len(s.signals) == 0 {
			return nil, true // through a field only: the program knows
		}
	}
	f.link(s)
	var waits []wait
	nested := false
	for _, fn := range family(f.fn) {
		w := f.waits(fn, s)
		if fn == f.fn {
			waits = w
		} else if len(w) > 0 {
			nested = true
		}
	}
	own := f.ownedHere(s)
	switch {
	case len(waits) == 0:
		return nil, !nested
	case !own || nested && len(waits) == 0:
		return nil, false
	}
	ret = f.search(s, waits).run()
	return ret, ret != nil
}

// ownedHere reports whether what the goroutine signals was made in the
// function at hand, and not in one around it that may wait.
func (f *function) ownedHere(s *start) bool {
	for v := range s.signals {
		if v != nil && v.Parent() != f.fn {
			return false
		}
	}
	return true
}

// link adds the signals of goroutines that end after this one: workers that
// read what it sends, a closer that waits for the workers.
func (f *function) link(s *start) {
	var others []*start
	for _, fn := range family(f.fn) {
		others = append(others, f.starts(fn)...)
	}
	for changed := true; changed; {
		changed = false
		for _, o := range others {
			if o.instr == s.instr || !f.awaits(o, s.signals) {
				continue
			}
			for v := range o.signals {
				if !s.signals[v] {
					s.signals[v], changed = true, true
					s.linked = true
				}
			}
			s.foreign = s.foreign || o.foreign
		}
	}
}

// awaits reports whether the body of o waits for one of the values.
func (f *function) awaits(o *start, values set) bool {
	if o.body == nil || o.given == nil {
		return false
	}
	sync := f.Graph.SyncOf(o.body)
	if sync == nil {
		return false
	}
	for _, n := range sync.Waits {
		if v := o.given(n); v != nil && f.bases(v).meets(values) {
			return true
		}
	}
	return false
}

// stopped reports whether the goroutine ends when the function closes or uses
// a channel that it listens to for nothing else.
func (f *function) stopped(s *start) bool {
	if len(s.stops) == 0 {
		return false
	}
	if s.stops[nil] {
		return true // a field: its owner stops it
	}
	for _, fn := range family(f.fn) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				for _, v := range told(instr) {
					if f.bases(v).meets(s.stops) {
						return true
					}
				}
			}
		}
	}
	return false
}

// told returns the channels that an instruction sends on or closes.
func told(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.Send:
		return []ssa.Value{instr.Chan}
	case *ssa.Select:
		var list []ssa.Value
		for _, state := range instr.States {
			if state.Dir == types.SendOnly {
				list = append(list, state.Chan)
			}
		}
		return list
	case ssa.CallInstruction:
		if value.IsBuiltin(instr.Common(), "close") {
			return instr.Common().Args
		}
	}
	return nil
}

// family returns the outermost function around fn and all literals in it.
func family(fn *ssa.Function) []*ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	list := []*ssa.Function{fn}
	for i := 0; i < len(list); i++ {
		list = append(list, list[i].AnonFuncs...)
	}
	return list
}

// wait is a place at which a goroutine has ended, as far as the function cares.
type wait struct {
	instr ssa.Instruction
	// each: one receive, which waits for one of several.
	each bool
}

// waits returns where fn waits for the goroutine, or hands on what would let
// others wait.
func (f *function) waits(fn *ssa.Function, s *start) []wait {
	var list []wait
	if fn == s.body {
		return nil
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if instr == s.instr {
				continue
			}
			if is, each := f.waitsAt(instr, s); is {
				list = append(list, wait{instr, each})
			}
		}
	}
	return list
}

func (f *function) waitsAt(instr ssa.Instruction, s *start) (is, each bool) {
	same := func(v ssa.Value) bool {
		return v != nil && !value.IsContext(v.Type()) && f.bases(v).meets(s.signals)
	}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && same(instr.X), true
	case *ssa.Select:
		return selects(instr, same), false
	case *ssa.Go:
		return false, false
	case ssa.CallInstruction:
		return f.callWaits(instr, same), false
	case *ssa.MakeClosure:
		return f.closureWaits(instr, same), false
	case *ssa.Return:
		return slices.ContainsFunc(instr.Results, same), false
	case *ssa.Send:
		return same(instr.X), false
	case *ssa.MapUpdate:
		return same(instr.Value) && f.outside(instr.Map), false
	case *ssa.Store:
		return same(instr.Val) && f.outside(instr.Addr), false
	}
	return false, false
}

// outside reports whether an address is not of a variable that the function makes.
func (f *function) outside(addr ssa.Value) bool {
	for v := range f.bases(addr) {
		switch v.(type) {
		case *ssa.FieldAddr, *ssa.Field, *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
			return true
		}
	}
	return false
}

// selects: a select that can go on without the goroutine waits for another
// event, such as the end of a context; with a default it waits for nothing
// unless it is repeated.
func selects(s *ssa.Select, same func(ssa.Value) bool) bool {
	if !s.Blocking && !inLoop(s.Block()) {
		return false
	}
	return slices.ContainsFunc(s.States, func(st *ssa.SelectState) bool {
		return st.Dir == types.RecvOnly && same(st.Chan)
	})
}

// callWaits: a call that waits, or that gets what would let it wait.
func (f *function) callWaits(call ssa.CallInstruction, same func(ssa.Value) bool) bool {
	common := call.Common()
	if fn := common.StaticCallee(); fn != nil {
		if sync := f.Graph.SyncOf(fn); sync != nil {
			return calleeWaits(common, fn, sync, same)
		}
	}
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return false
	}
	callee := rule.Callee(common)
	args := common.Args
	if callee != nil && callee.Signature().Recv() != nil && !common.IsInvoke() {
		_, joins := f.Table.Func(catalog.Join, callee)
		_, signals := f.Table.Func(catalog.Signal, callee)
		_, spawns := f.Table.Func(catalog.Spawn, callee)
		if !joins && (signals || spawns || catalog.Symbol(callee) == addSymbol || isGroup(callee)) {
			args = nil // counts or starts, does not wait
		}
	}
	if common.IsInvoke() && same(common.Value) {
		return true
	}
	return slices.ContainsFunc(args, same)
}

// calleeWaits: a callee that only signals is no wait; one that takes the value
// and does neither may keep it for others.
func calleeWaits(common *ssa.CallCommon, fn *ssa.Function, sync *callgraph.Sync, same func(ssa.Value) bool) bool {
	meets := func(nodes []callgraph.Node) bool {
		return slices.ContainsFunc(nodes, func(n callgraph.Node) bool { return same(callgraph.Given(common, fn, n)) })
	}
	if meets(sync.Waits) {
		return true
	}
	return slices.ContainsFunc(common.Args, same) && !meets(sync.Signals)
}

// closureWaits: a literal that waits and is not called on the spot may be
// called by whoever gets it.
func (f *function) closureWaits(closure *ssa.MakeClosure, same func(ssa.Value) bool) bool {
	fn := closure.Fn.(*ssa.Function)
	sync := f.Graph.SyncOf(fn)
	if sync == nil {
		return fn.Name() == "Wait$bound" && same(closure.Bindings[0]) // return wg.Wait
	}
	if !slices.ContainsFunc(sync.Waits, func(n callgraph.Node) bool { return same(callgraph.Captured(closure, n)) }) {
		return false
	}
	return slices.ContainsFunc(*closure.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			return true
		}
		return call.Common().Value != closure && f.start(call) == nil
	})
}
