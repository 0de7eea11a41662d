package callgraph

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// guards tells which blocks of a function run at most once per execution
// environment, and which run only outside Lambda.
//
// A block is lazily guarded by a location if every way to it takes a branch
// that says the location is not set yet. Locations outlive the call: package
// variables, fields, captured variables, and what maps and caches in them hold.
type guards struct {
	*funcBuilder
	stores map[Node][]*ssa.BasicBlock
	cuts   map[edge]Node // branches taken while the location is not set
	lazy   map[*ssa.BasicBlock]Node
	types  map[Node]types.Type
	local  map[*ssa.BasicBlock]bool // runs only outside Lambda
}

type edge struct {
	from *ssa.BasicBlock
	succ int
}

func newGuards(f *funcBuilder) *guards {
	g := &guards{
		funcBuilder: f,
		stores:      make(map[Node][]*ssa.BasicBlock),
		cuts:        make(map[edge]Node),
		lazy:        make(map[*ssa.BasicBlock]Node),
		types:       make(map[Node]types.Type),
		local:       make(map[*ssa.BasicBlock]bool),
	}
	offline := make(map[edge]Node)
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			g.store(instr)
		}
	}
	for _, block := range f.fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		switch f.builder.offline.of(branch.Cond) {
		case onLambda:
			offline[edge{block, 1}] = "local"
		case offLambda:
			offline[edge{block, 0}] = "local"
		default:
			g.branch(block, branch.Cond, 0, 1)
		}
	}
	for block := range unreachable(f.fn, offline) {
		g.local[block] = true
	}
	g.findLazy()
	return g
}

// at returns the circumstances of a block.
func (g *guards) at(block *ssa.BasicBlock) (Attr, Node) {
	var attr Attr
	if g.local[block] {
		attr |= Offline
	}
	loc, ok := g.lazy[block]
	if !ok {
		return attr, ""
	}
	attr |= Lazy
	if g.setFrom(loc, block) {
		attr |= Kept
	}
	return attr, loc
}

// sets returns the locations that the function assigns, and those among them
// that it assigns outside their own guard.
func (g *guards) sets() (all, unguarded []Node) {
	for loc, blocks := range g.stores {
		all = append(all, loc)
		if slices.ContainsFunc(blocks, func(b *ssa.BasicBlock) bool { return g.lazy[b] == "" }) {
			unguarded = append(unguarded, loc)
		}
	}
	slices.Sort(all)
	slices.Sort(unguarded)
	return all, unguarded
}

// store notes an assignment of a location: x = v, m[k] = v, cache.Add(k, v), p.Store(v).
func (g *guards) store(instr ssa.Instruction) {
	var loc Node
	switch instr := instr.(type) {
	case *ssa.Store:
		if isZero(instr.Val) {
			return
		}
		loc = g.location(instr.Addr)
	case *ssa.MapUpdate:
		loc = g.location(instr.Map)
	case *ssa.Call:
		common := instr.Common()
		recv, args := receiver(common)
		if recv == nil || args == 0 || !setsReceiver(common) {
			return
		}
		loc = g.location(recv)
	}
	if loc != "" {
		g.stores[loc] = append(g.stores[loc], instr.Block())
	}
}

// receiver returns the receiver of a method call and the number of other arguments.
func receiver(common *ssa.CallCommon) (ssa.Value, int) {
	if common.IsInvoke() {
		return common.Value, len(common.Args)
	}
	callee := common.StaticCallee()
	if callee == nil || callee.Signature.Recv() == nil || len(common.Args) == 0 {
		return nil, 0
	}
	return common.Args[0], len(common.Args) - 1
}

// setsReceiver matches the methods by which caches and atomics take a value.
func setsReceiver(common *ssa.CallCommon) bool {
	name := ""
	if common.IsInvoke() {
		name = common.Method.Name()
	} else if callee := common.StaticCallee(); callee != nil {
		name = callee.Name()
	}
	switch name {
	case "Store", "Swap", "CompareAndSwap", "LoadOrStore", "Add", "Set", "SetWithTTL", "SetDefault", "Put", "PeekOrAdd", "ContainsOrAdd":
		return true
	}
	return false
}

// location returns the node of a variable that outlives the call, or "".
func (g *guards) location(addr ssa.Value) Node {
	switch v := addr.(type) {
	case *ssa.Global:
		return globalNode(v)
	case *ssa.FreeVar:
		return g.captured(v)
	case *ssa.FieldAddr:
		if !g.outlasts(v.X) {
			return ""
		}
		return structField(v.X.Type(), v.Field)
	case *ssa.IndexAddr:
		return g.location(v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return g.location(v.X)
		}
	case *ssa.Lookup:
		return g.location(v.X)
	case *ssa.ChangeInterface:
		return g.location(v.X)
	case *ssa.ChangeType:
		return g.location(v.X)
	case *ssa.TypeAssert:
		return g.location(v.X)
	case *ssa.Extract:
		if lookup, ok := v.Tuple.(*ssa.Lookup); ok {
			return g.location(lookup)
		}
	}
	return ""
}

// captured names the variable of the enclosing function that a literal uses.
func (g *guards) captured(v *ssa.FreeVar) Node {
	parent := g.fn.Parent()
	if parent == nil {
		return ""
	}
	return "v:" + Key(parent) + "." + v.Name()
}

// outlasts reports whether the struct that v points to was there before the
// call: the receiver, a package variable, a captured one, or a parameter.
func (g *guards) outlasts(v ssa.Value) bool {
	switch v := root(v).(type) {
	case *ssa.Global, *ssa.FreeVar, *ssa.Parameter:
		return true
	case *ssa.Call:
		callee := v.Common().StaticCallee()
		return callee != nil && len(v.Common().Args) == 0 // a singleton's accessor
	}
	return false
}

func structField(t types.Type, index int) Node {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return fieldNode(t, t.Underlying().(*types.Struct).Field(index))
}

// branch notes which side of a condition means that a location is not set.
// yes and no are the successors for true and false.
func (g *guards) branch(block *ssa.BasicBlock, cond ssa.Value, yes, no int) {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			g.branch(block, v.X, no, yes)
			return
		}
		if loc := g.location(v); loc != "" { // if initialised
			g.cuts[edge{block, no}] = loc
			return
		}
	case *ssa.BinOp:
		if loc := g.zeroTest(v); loc != "" {
			switch v.Op {
			case token.EQL:
				g.cuts[edge{block, yes}] = loc
				return
			case token.NEQ, token.GTR:
				g.cuts[edge{block, no}] = loc
				return
			}
		}
	case *ssa.Extract: // v, ok := m[k]; v, ok := cache.Get(k)
		if loc := g.tested(v); loc != "" {
			g.cuts[edge{block, no}] = loc
			return
		}
	case *ssa.Call: // if cache.Contains(k)
		if loc := g.asked(v); loc != "" && g.refreshes(block, no, loc) {
			g.cuts[edge{block, no}] = loc
			return
		}
	}
	g.derived(block, cond)
}

// zeroTest matches x == nil, x == "", len(x) == 0 for a location, what a map
// or cache in it holds, or what its Load returns.
func (g *guards) zeroTest(v *ssa.BinOp) Node {
	x, y := v.X, v.Y
	if isZero(x) {
		x, y = y, x
	}
	if !isZero(y) {
		return ""
	}
	if n, ok := x.(*ssa.Call); ok && isBuiltin(n.Common(), "len") {
		x = n.Common().Args[0]
	}
	if isError(x.Type()) {
		return ""
	}
	loc := g.tested(x)
	if loc != "" {
		g.types[loc] = x.Type()
	}
	return loc
}

// tested returns the location that a value was taken from.
func (g *guards) tested(v ssa.Value) Node {
	switch v := v.(type) {
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return g.asked(call)
		}
		if lookup, ok := v.Tuple.(*ssa.Lookup); ok {
			return g.location(lookup.X)
		}
	case *ssa.Call:
		return g.asked(v)
	case *ssa.Phi:
		return ""
	}
	return g.location(v)
}

// asked returns the location of an external cache or atomic that is asked for a value.
func (g *guards) asked(call *ssa.Call) Node {
	recv, _ := receiver(call.Common())
	if recv == nil {
		return ""
	}
	if callee := call.Common().StaticCallee(); callee != nil && g.summarised(callee) {
		return ""
	}
	return g.location(recv)
}

// derived: a condition computed from locations, such as an expired time or a
// failed ping, guards the side on which they are set again.
func (g *guards) derived(block *ssa.BasicBlock, cond ssa.Value) {
	for _, loc := range g.sources(cond, 0) {
		for side := range block.Succs {
			if g.refreshes(block, side, loc) {
				g.cuts[edge{block, side}] = loc
				return
			}
		}
	}
}

// refreshes reports whether the location is assigned on that side of a branch only.
func (g *guards) refreshes(block *ssa.BasicBlock, side int, loc Node) bool {
	return g.setFrom(loc, block.Succs[side]) && !g.setFrom(loc, block.Succs[1-side])
}

// sources returns the locations that a value is computed from.
func (g *guards) sources(v ssa.Value, depth int) []Node {
	if depth > 6 {
		return nil
	}
	if loc := g.location(v); loc != "" {
		return []Node{loc}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return nil
	}
	switch v.(type) {
	case *ssa.Phi, *ssa.Alloc:
		return nil
	}
	var locs []Node
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			locs = append(locs, g.sources(*op, depth+1)...)
		}
	}
	return locs
}

// setFrom reports whether the location is assigned in block or after it.
func (g *guards) setFrom(loc Node, block *ssa.BasicBlock) bool {
	if len(g.stores[loc]) == 0 {
		return false
	}
	reached := reachable(block, nil)
	return slices.ContainsFunc(g.stores[loc], func(b *ssa.BasicBlock) bool { return reached[b] })
}

// findLazy marks the blocks that only branches in cuts lead to.
func (g *guards) findLazy() {
	if len(g.cuts) == 0 {
		return
	}
	blocked := unreachable(g.fn, g.cuts)
	edges := make([]edge, 0, len(g.cuts))
	for e := range g.cuts {
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(a, b edge) int { return (a.from.Index-b.from.Index)*2 + a.succ - b.succ })
	for _, e := range edges {
		loc := g.cuts[e]
		for block := range reachable(e.from.Succs[e.succ], nil) {
			if !blocked[block] {
				continue
			}
			if old, ok := g.lazy[block]; !ok || !g.setFrom(old, block) && g.setFrom(loc, block) {
				g.lazy[block] = loc
			}
		}
	}
}

// unreachable returns the blocks that cannot be reached without the cut branches.
func unreachable(fn *ssa.Function, cuts map[edge]Node) map[*ssa.BasicBlock]bool {
	blocked := make(map[*ssa.BasicBlock]bool)
	if len(fn.Blocks) == 0 || len(cuts) == 0 {
		return blocked
	}
	reached := reachable(fn.Blocks[0], cuts)
	for _, block := range fn.Blocks {
		if !reached[block] && block != fn.Recover {
			blocked[block] = true
		}
	}
	return blocked
}

// reachable returns the blocks that can follow block, itself included.
func reachable(block *ssa.BasicBlock, cuts map[edge]Node) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{block: true}
	for work := []*ssa.BasicBlock{block}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for i, succ := range b.Succs {
			if _, cut := cuts[edge{b, i}]; !cut && !seen[succ] {
				seen[succ] = true
				work = append(work, succ)
			}
		}
	}
	return seen
}

// isZero reports whether v is nil, "", 0 or false.
func isZero(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok {
		return false
	}
	if c.IsNil() || c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value) == ""
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	}
	return false
}
