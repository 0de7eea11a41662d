package orphangoroutine

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// function is what the rule knows of the function at hand.
type function struct {
	*rule.Context
	fn    *ssa.Function
	known map[ssa.Value]set // see bases
	// loopsOf are the loops around each block, once they are asked for.
	loopsOf map[*ssa.BasicBlock][]*loop
}

// start is a goroutine that a function starts.
type start struct {
	instr ssa.CallInstruction
	body  *ssa.Function // nil if it is not known
	// signals are the local values by which others can see that it is done.
	signals set
	// nodes are the same in fields and package variables.
	nodes []callgraph.Node
	// work are the fields and package variables that it receives from.
	work []callgraph.Node
	// foreign: a caller can see it, through a parameter.
	foreign bool
	// ends: it ends with a context, or when the goroutines end that it waits for.
	ends bool
	// linked: signals holds those of goroutines that end after it.
	linked bool
	// stops are the local channels that tell it to end.
	stops set
	// missed is the return that it is not waited for on, nil if nothing waits at all.
	missed *ssa.Return
	// given resolves a node of the body to the value it has in the function.
	given func(callgraph.Node) ssa.Value
}

// set is a set of variables, channels and objects that a function makes.
type set map[ssa.Value]bool

func (s set) meets(t set) bool {
	for v := range s {
		if t[v] {
			return true
		}
	}
	return false
}

// name is how a message calls the goroutine.
func (s *start) name() string {
	if callee := rule.Callee(s.instr.Common()); callee != nil {
		if _, ok := s.instr.(*ssa.Go); ok {
			return "goroutine " + callgraph.Display(callee)
		}
		return callgraph.Display(callee)
	}
	return "goroutine"
}

// starts returns the goroutines that fn starts, in source order.
func (f *function) starts(fn *ssa.Function) []*start {
	var list []*start
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if s := f.start(call); s != nil {
				list = append(list, s)
			}
		}
	}
	return list
}

func (f *function) start(call ssa.CallInstruction) *start {
	s := &start{instr: call, signals: make(set), stops: make(set)}
	if _, ok := call.(*ssa.Go); ok {
		f.statement(s)
		return s
	}
	callee := rule.Callee(call.Common())
	if callee == nil {
		return nil
	}
	row, ok := f.Table.Func(catalog.Spawn, callee)
	if !ok && !isGroup(callee) {
		return f.helper(s)
	}
	f.library(s, row, callee)
	return s
}

// statement: go f(…).
func (f *function) statement(s *start) {
	common := s.instr.Common()
	s.body = common.StaticCallee()
	if s.body != nil && f.Graph.SyncOf(s.body) != nil {
		s.given = func(n callgraph.Node) ssa.Value { return callgraph.Given(common, s.body, n) }
		f.runs(s)
		return
	}
	if s.body == nil && !common.IsInvoke() {
		s.foreign = true // who made the function knows
		return
	}
	s.ends = f.cancelled(common)
	signals, _, _ := f.Table.SyncEffect(common)
	for _, v := range signals {
		f.place(v, s.signals, s)
	}
}

// cancelled: a callee that is not known gets a context that the function ends.
func (f *function) cancelled(common *ssa.CallCommon) bool {
	for _, arg := range common.Args {
		for v := range f.bases(arg) {
			if call, ok := v.(*ssa.Call); ok {
				if callee := rule.Callee(&call.Call); callee != nil && callee.FullName() == "context.WithCancel" {
					return true
				}
			}
		}
	}
	return false
}

// library: time.AfterFunc(d, f), group.Go(f).
func (f *function) library(s *start, row catalog.Row, callee *types.Func) {
	common := s.instr.Common()
	args, join := common.Args, "recv"
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	if row.Symbol != "" {
		join, _ = row.Value("join")
	}
	switch join {
	case "recv":
		f.place(args[0], s.signals, s)
		return
	case "result":
		if v, ok := s.instr.(*ssa.Call); ok {
			s.signals[v] = true
		}
	}
	i := row.Index()
	if callee.Signature().Recv() != nil {
		i++
	}
	if i < len(args) {
		f.literal(s, args[i])
	}
}

// literal: the goroutine runs a function value.
func (f *function) literal(s *start, v ssa.Value) {
	switch v := v.(type) {
	case *ssa.MakeClosure:
		s.body = v.Fn.(*ssa.Function)
		s.given = func(n callgraph.Node) ssa.Value { return callgraph.Captured(v, n) }
	case *ssa.Function:
		s.body = v
		s.given = func(callgraph.Node) ssa.Value { return nil }
	case *ssa.ChangeType:
		f.literal(s, v.X)
		return
	default:
		s.foreign = true
		return
	}
	f.runs(s)
}

// helper: a first-party function runs its argument in a goroutine, and leaves
// it alone.
func (f *function) helper(s *start) *start {
	common := s.instr.Common()
	fn := common.StaticCallee()
	if fn == nil {
		return nil
	}
	sync := f.Graph.SyncOf(fn)
	if sync == nil {
		return nil
	}
	for _, n := range sync.Spawns {
		if v := callgraph.Given(common, fn, n); v != nil {
			f.literal(s, v)
			return s
		}
	}
	return nil
}

// isGroup matches the method Go of pools that also have a method Wait.
func isGroup(callee *types.Func) bool {
	recv := callee.Signature().Recv()
	if callee.Name() != "Go" || recv == nil || callee.Signature().Params().Len() != 1 {
		return false
	}
	wait, _, _ := types.LookupFieldOrMethod(recv.Type(), true, nil, "Wait")
	_, ok := wait.(*types.Func)
	return ok
}

// runs reads off the body how its end can be seen and brought about.
func (f *function) runs(s *start) {
	sync := f.Graph.SyncOf(s.body)
	if sync == nil {
		return
	}
	s.ends = slices.Contains(sync.Waits, callgraph.ContextNode) || len(sync.Groups) > 0
	for _, n := range sync.Signals {
		f.node(s, n, s.signals)
	}
	for _, n := range sync.Waits {
		if n[0] == 'f' || n[0] == 'g' {
			s.work = append(s.work, n)
		}
	}
	for _, n := range sync.Stops {
		f.node(s, n, s.stops)
	}
	if len(s.signals) > 0 || s.foreign {
		return
	}
	for _, n := range slices.Concat(sync.Calls, sync.Spawns) {
		if v := s.given(n); v != nil {
			f.called(s, v, make(set))
		}
	}
}

// called: the goroutine calls a function value. What a literal of this function
// signals is known, of others their makers know.
func (f *function) called(s *start, v ssa.Value, seen set) {
	if seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Function:
		return
	case *ssa.MakeClosure:
		if sync := f.Graph.SyncOf(v.Fn.(*ssa.Function)); sync != nil {
			for _, n := range sync.Signals {
				if x := callgraph.Captured(v, n); x != nil {
					f.place(x, s.signals, s)
				}
			}
		}
		return
	}
	parts := callgraph.Parts(v)
	if len(parts) == 0 {
		s.foreign = true
	}
	for _, part := range parts {
		f.called(s, part, seen)
	}
}

func (f *function) node(s *start, n callgraph.Node, local set) {
	if v := s.given(n); v != nil {
		f.place(v, local, s)
	} else if n[0] == 'f' || n[0] == 'g' {
		s.nodes = append(s.nodes, n)
		local[nil] = true
	}
}

// place sorts a value by who can wait on it: this function, a caller, or
// anybody through a field.
func (f *function) place(v ssa.Value, local set, s *start) {
	for base := range f.bases(v) {
		switch b := base.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			s.foreign = true
		case *ssa.Global:
			s.nodes = append(s.nodes, f.Graph.Location(f.fn, b))
			local[nil] = true
		case *ssa.FieldAddr:
			s.nodes = append(s.nodes, f.Graph.FieldNode(b.X.Type(), b.Field))
			local[nil] = true
		case *ssa.Field:
			s.nodes = append(s.nodes, f.Graph.FieldNode(b.X.Type(), b.Field))
			local[nil] = true
		case *ssa.Call:
			if fn := b.Call.StaticCallee(); b.Call.IsInvoke() || fn == nil || f.Graph.Summarised(fn) {
				s.foreign = true
			}
			local[b] = true
		default:
			local[base] = true
		}
	}
	slices.Sort(s.nodes)
	s.nodes = slices.Compact(s.nodes)
}

// bases returns the variables, channels and objects that v is or belongs to.
func (f *function) bases(v ssa.Value) set {
	out, ok := f.known[v]
	if !ok {
		out = make(set)
		f.addBases(v, out, make(set))
		f.known[v] = out
	}
	return out
}

func (f *function) addBases(v ssa.Value, out, seen set) {
	if seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin:
		return
	case *ssa.MakeClosure:
		return
	case *ssa.FreeVar:
		if bound := value.Captured(v); bound != nil {
			f.addBases(bound, out, seen)
			return
		}
		out[v] = true
	case *ssa.FieldAddr:
		if f.Graph.FieldNode(v.X.Type(), v.Field) != "" {
			out[v] = true
			return
		}
	case *ssa.Field:
		if f.Graph.FieldNode(v.X.Type(), v.Field) != "" {
			out[v] = true
			return
		}
	case *ssa.Alloc, *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Parameter, *ssa.Global:
		out[v] = true
	case *ssa.Call:
		out[v] = true
		if callee := v.Call.StaticCallee(); callee != nil && callee.Signature.Recv() != nil && !f.Graph.Summarised(callee) {
			f.addBases(v.Call.Args[0], out, seen) // cmd.StdinPipe() belongs to cmd
		}
	}
	for _, part := range callgraph.Parts(v) {
		f.addBases(part, out, seen)
	}
}
