package callgraph

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// Sync is how a function takes part in waiting for others. Its nodes are
// parameters and captured variables of the function, fields and package
// variables; ContextNode stands for the end of a context.
type Sync struct {
	// Signals are channels that it sends on or closes, wait groups that it
	// calls Done on, pipes that it closes.
	Signals []Node
	// Waits are what it receives from or waits for.
	Waits []Node
	// Stops are the channels it receives from without using the value.
	Stops []Node
	// Groups are wait groups that it waits for.
	Groups []Node
	// Calls are function values that it is given and calls; Spawns are those that
	// run in a goroutine which it neither waits for nor lets signal anybody.
	Calls, Spawns []Node
	// Closes are channels that it closes.
	Closes []Node
	// Quits are channels that it may stop receiving from, since another case of
	// its select returns. Leaves are those that a goroutine of it may so leave.
	Quits, Leaves []Node
}

// ContextNode in Sync.Waits: the function ends with a context.
const ContextNode Node = "c:"

// SyncOf returns the Sync of a function of the package or of a dependency; it
// is nil if nothing is known of its body.
func (r *Result) SyncOf(fn *ssa.Function) *Sync {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.builder.syncOf(fn)
}

func (b *builder) syncOf(fn *ssa.Function) *Sync {
	fn = generic(fn)
	if s, ok := b.syncs[fn]; ok {
		return s
	}
	if !b.summarised(fn) {
		return nil
	}
	if dep := b.imported(fn); dep != nil {
		b.syncs[fn] = &dep.Sync
		return &dep.Sync
	}
	s := new(Sync)
	b.syncs[fn] = s // a recursive call adds nothing
	c := &syncBuilder{builder: b, fn: fn, out: s}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			c.instruction(instr)
		}
	}
	s.Calls, s.Spawns = given(s.Calls), given(s.Spawns)
	for _, list := range []*[]Node{&s.Signals, &s.Waits, &s.Stops, &s.Groups, &s.Calls, &s.Spawns, &s.Closes, &s.Quits, &s.Leaves} {
		*list = sorted(*list)
	}
	return s
}

// given leaves only parameters and captured variables: nobody asks for fields,
// and they would add up along a chain of calls.
func given(nodes []Node) []Node {
	return slices.DeleteFunc(nodes, global)
}

// global reports whether a node of a Sync means the same in every function.
func global(n Node) bool { return n[0] == 'f' || n[0] == 'g' || n == ContextNode }

type syncBuilder struct {
	*builder
	fn  *ssa.Function
	out *Sync
}

func (c *syncBuilder) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Send:
		c.add(&c.out.Signals, instr.Chan)
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			c.receive(instr.X, len(*instr.Referrers()) > 0)
		}
	case *ssa.Select:
		for i, state := range instr.States {
			if state.Dir == types.SendOnly {
				c.add(&c.out.Signals, state.Chan)
			} else {
				c.receive(state.Chan, selectUses(instr, i))
				if otherwiseReturns(instr, i) {
					c.add(&c.out.Quits, state.Chan)
				}
			}
		}
	case ssa.CallInstruction:
		c.call(instr)
	}
}

// selectUses reports whether the value that a case of a select receives is used.
func selectUses(s *ssa.Select, state int) bool {
	index := 2 // the number of the case, and ok, stand before the values
	for i, st := range s.States {
		if st.Dir == types.SendOnly {
			continue
		}
		if i == state {
			break
		}
		index++
	}
	return slices.ContainsFunc(*s.Referrers(), func(ref ssa.Instruction) bool {
		e, ok := ref.(*ssa.Extract)
		return ok && e.Index == index && len(*e.Referrers()) > 0
	})
}

// otherwiseReturns reports whether another case of a select than the given one
// leads to a return and not back to the select.
func otherwiseReturns(s *ssa.Select, state int) bool {
	for _, ref := range *s.Referrers() {
		index, ok := ref.(*ssa.Extract)
		if !ok || index.Index != 0 {
			continue
		}
		for _, use := range *index.Referrers() {
			test, ok := use.(*ssa.BinOp)
			if !ok || test.Op != token.EQL {
				continue
			}
			number, ok := test.Y.(*ssa.Const)
			if !ok || number.Int64() == int64(state) || s.States[number.Int64()].Dir != types.RecvOnly {
				continue
			}
			for _, branch := range *test.Referrers() {
				if _, ok := branch.(*ssa.If); ok && reachesReturn(branch.Block().Succs[0], map[*ssa.BasicBlock]bool{s.Block(): true}) {
					return true
				}
			}
		}
	}
	return false
}

func (c *syncBuilder) receive(ch ssa.Value, used bool) {
	if isContextDone(ch) {
		c.out.Waits = append(c.out.Waits, ContextNode)
		return
	}
	c.add(&c.out.Waits, ch)
	if !used {
		c.add(&c.out.Stops, ch)
	}
}

// isContextDone matches ctx.Done().
func isContextDone(ch ssa.Value) bool {
	call, ok := ch.(*ssa.Call)
	return ok && call.Call.IsInvoke() && call.Call.Method.FullName() == "(context.Context).Done"
}

func (c *syncBuilder) call(instr ssa.CallInstruction) {
	common := instr.Common()
	_, spawned := instr.(*ssa.Go)
	if fn := common.StaticCallee(); fn != nil {
		if callee := c.syncOf(fn); callee != nil {
			c.through(common, fn, callee, spawned)
			return
		}
	}
	if common.StaticCallee() == nil && !common.IsInvoke() {
		if spawned {
			c.add(&c.out.Spawns, received(common.Value))
		} else {
			c.add(&c.out.Calls, received(common.Value))
		}
	}
	if value.IsBuiltin(common, "close") {
		c.add(&c.out.Closes, common.Args[0])
	}
	signals, waits, group := c.table.SyncEffect(common)
	for _, v := range signals {
		c.add(&c.out.Signals, v)
	}
	if !spawned {
		for _, v := range waits {
			c.add(&c.out.Waits, v)
			if group {
				c.add(&c.out.Groups, v)
			}
		}
	}
}

// received returns the channel that a value comes out of, or else the value:
// the function that a worker receives and calls is known to who sends it.
func received(v ssa.Value) ssa.Value {
	x := v
	if e, ok := x.(*ssa.Extract); ok {
		x = e.Tuple
	}
	if r, ok := x.(*ssa.UnOp); ok && r.Op == token.ARROW {
		return r.X
	}
	return v
}

// compactAbove is the length from which a list is freed of doubles at once:
// many calls add the same fields.
const compactAbove = 64

// through adds what a callee does to what the caller gives it.
func (c *syncBuilder) through(common *ssa.CallCommon, fn *ssa.Function, callee *Sync, spawned bool) {
	lists := [][2]*[]Node{{&callee.Signals, &c.out.Signals}, {&callee.Spawns, &c.out.Spawns}, {&callee.Closes, &c.out.Closes}, {&callee.Leaves, &c.out.Leaves}}
	if spawned {
		lists = append(lists, [2]*[]Node{&callee.Quits, &c.out.Leaves})
	} else {
		lists = append(lists, [2]*[]Node{&callee.Quits, &c.out.Quits})
	}
	switch {
	case !spawned:
		lists = append(lists, [2]*[]Node{&callee.Waits, &c.out.Waits}, [2]*[]Node{&callee.Stops, &c.out.Stops},
			[2]*[]Node{&callee.Groups, &c.out.Groups}, [2]*[]Node{&callee.Calls, &c.out.Calls})
	case len(callee.Signals) == 0:
		lists = append(lists, [2]*[]Node{&callee.Calls, &c.out.Spawns})
	}
	for _, l := range lists {
		for _, n := range slices.Clone(*l[0]) {
			if global(n) {
				*l[1] = append(*l[1], n)
			} else if v := Given(common, fn, n); v != nil {
				c.add(l[1], received(v))
			}
		}
		if len(*l[1]) > compactAbove {
			*l[1] = sorted(*l[1])
		}
	}
}

func (c *syncBuilder) add(list *[]Node, v ssa.Value) {
	*list = append(*list, c.places(v, make(map[ssa.Value]bool))...)
}

// places returns the nodes that v comes from; what the function makes itself has none.
func (c *syncBuilder) places(v ssa.Value, seen map[ssa.Value]bool) []Node {
	if seen[v] {
		return nil
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		return []Node{Slot(Key(c.fn), slices.Index(c.fn.Params, v))}
	case *ssa.FreeVar:
		return []Node{free(Key(c.fn), slices.Index(c.fn.FreeVars, v))}
	case *ssa.Global:
		return []Node{globalNode(v)}
	case *ssa.FieldAddr:
		if node := (surroundings{c.builder}).FieldNode(v.X.Type(), v.Field); node != "" {
			return []Node{node}
		}
		return c.places(v.X, seen)
	case *ssa.Field:
		if node := (surroundings{c.builder}).FieldNode(v.X.Type(), v.Field); node != "" {
			return []Node{node}
		}
		return c.places(v.X, seen)
	}
	var nodes []Node
	for _, x := range Parts(v) {
		nodes = append(nodes, c.places(x, seen)...)
	}
	return nodes
}
