package callgraph

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// guards tells which blocks of a function run at most once per execution
// environment, and which never run on Lambda.
//
// A block is lazily guarded by a location if every way to it takes a branch
// that says the location is not set yet.
type guards struct {
	*funcBuilder
	stores map[Node][]*ssa.BasicBlock
	own    map[Node][]*ssa.BasicBlock // the stores that are not those of a callee
	plain  map[Node][]*ssa.BasicBlock // the stores that are assignments of a variable
	clears map[Node]bool              // set to nil, or deleted from
	cuts   map[edge]Node              // branches taken while the location is not set
	lazy   map[*ssa.BasicBlock]Node
	types  map[Node]types.Type
	local  blockSet          // never runs on Lambda
	byType blockSet          // among these, those that run only if what cannot fail to encode did
	before map[Node]blockSet // from where a location is still assigned, see setFrom
	needs  map[*ssa.BasicBlock]Params
}

// edge is a branch of a block to a successor.
type edge struct {
	from *ssa.BasicBlock
	succ int
}

func (e edge) to() *ssa.BasicBlock { return e.from.Succs[e.succ] }

func newGuards(f *funcBuilder) *guards {
	g := &guards{
		funcBuilder: f,
		stores:      make(map[Node][]*ssa.BasicBlock),
		own:         make(map[Node][]*ssa.BasicBlock),
		plain:       make(map[Node][]*ssa.BasicBlock),
		clears:      make(map[Node]bool),
		cuts:        make(map[edge]Node),
		lazy:        make(map[*ssa.BasicBlock]Node),
		types:       make(map[Node]types.Type),
		before:      make(map[Node]blockSet),
	}
	for _, block := range f.fn.Blocks {
		for _, instr := range block.Instrs {
			g.note(instr, block)
		}
	}
	g.branches()
	g.needs = needs(f.fn)
	g.findLazy()
	return g
}

// note records which locations an instruction assigns or empties.
func (g *guards) note(instr ssa.Instruction, block *ssa.BasicBlock) {
	for _, loc := range g.stored(instr) {
		g.stores[loc] = append(g.stores[loc], block)
		if _, ok := instr.(*ssa.Store); ok {
			g.plain[loc] = append(g.plain[loc], block)
		}
		if call, ok := instr.(*ssa.Call); !ok || call.Call.StaticCallee() == nil || !g.summarised(call.Call.StaticCallee()) {
			g.own[loc] = append(g.own[loc], block)
		}
	}
	if loc := g.cleared(instr); loc != "" {
		g.clears[loc] = true
	}
}

// branches finds the branches that mean that a location is not set, and the
// blocks behind those that are never taken on Lambda.
func (g *guards) branches() {
	offline, encoding := make(map[edge]Node), make(map[edge]Node)
	for _, block := range g.fn.Blocks {
		branch, ok := value.BranchOf(block)
		if !ok {
			continue
		}
		if side, byType := value.Impossible(g.table, branch); side >= 0 {
			if byType {
				encoding[edge{block, side}] = "never"
			} else {
				offline[edge{block, side}] = "never"
			}
			continue
		}
		switch g.builder.offline.of(branch.Cond) {
		case onLambda:
			offline[edge{block, 1}] = "local"
		case offLambda:
			offline[edge{block, 0}] = "local"
		default:
			g.branch(block, branch.Cond, 0, 1)
		}
	}
	other := unreachable(g.fn, offline)
	maps.Copy(offline, encoding)
	g.local = unreachable(g.fn, offline)
	g.byType = g.local.minus(other)
}

// at returns the circumstances of a block.
func (g *guards) at(block *ssa.BasicBlock) (Attr, Node) {
	var attr Attr
	if g.local.has(block.Index) {
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

// setFrom reports whether the location is assigned in block or after it: where
// the block gives up, the next invocation finds the location not set again. A
// variable may also be assigned first; another entry of a map says nothing of
// the next.
func (g *guards) setFrom(loc Node, block *ssa.BasicBlock) bool {
	if len(g.stores[loc]) == 0 {
		return false
	}
	before, ok := g.before[loc]
	if !ok {
		before = leading(g.fn, g.stores[loc])
		g.before[loc] = before
	}
	return before.has(block.Index) || slices.ContainsFunc(g.plain[loc], func(b *ssa.BasicBlock) bool {
		return g.lazy[b] == loc && b.Dominates(block) && !fails(b, block)
	})
}

// fails reports whether an error was found on the way from one block to another
// that it dominates.
func fails(from, to *ssa.BasicBlock) bool {
	for ; to != from; to = to.Idom() {
		if onError(to) {
			return true
		}
	}
	return false
}

// onError reports whether block is entered only where its dominator found an error.
func onError(block *ssa.BasicBlock) bool {
	branch, ok := value.BranchOf(block.Idom())
	if !ok || len(block.Preds) != 1 {
		return false
	}
	test, ok := branch.Cond.(*ssa.BinOp)
	return ok && value.IsError(test.X.Type()) &&
		(test.Op == token.NEQ && block == block.Idom().Succs[0] || test.Op == token.EQL && block == block.Idom().Succs[1])
}

// sets returns the locations that the function assigns, and those among them
// that it assigns itself, outside their guard, or empties.
func (g *guards) sets() (all, unguarded []Node) {
	for loc := range g.stores {
		all = append(all, loc)
	}
	for loc, blocks := range g.own {
		if slices.ContainsFunc(blocks, func(b *ssa.BasicBlock) bool { return g.lazy[b] == "" }) {
			unguarded = append(unguarded, loc)
		}
	}
	for loc := range g.clears {
		unguarded = append(unguarded, loc)
	}
	return sorted(all), sorted(unguarded)
}

// branch notes which side of a condition means that a location is not set.
// yes and no are the successors for true and false.
func (g *guards) branch(block *ssa.BasicBlock, cond ssa.Value, yes, no int) {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		g.branch(block, not.X, no, yes)
		return
	}
	switch v := cond.(type) {
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
	case *ssa.Call: // cache.Contains(k), or something like conn.IsClosed()
		if loc := g.asked(v); loc != "" && g.refreshes(edge{block, no}, loc) {
			g.cuts[edge{block, no}] = loc
			return
		}
	default: // if initialised; v, ok := m[k]; v, ok := cache.Get(k)
		if loc := g.tested(v); loc != "" {
			g.cuts[edge{block, no}] = loc
			return
		}
	}
	g.renewed(block, cond)
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
	if list := value.Length(x); list != nil {
		x = list
	}
	if value.IsError(x.Type()) {
		return ""
	}
	loc := g.tested(x)
	if loc != "" {
		g.types[loc] = x.Type()
	}
	return loc
}

// renewed: a condition computed from a location, such as an expired time or a
// failed ping, guards the side on which the location is set again.
func (g *guards) renewed(block *ssa.BasicBlock, cond ssa.Value) {
	for _, loc := range g.sources(cond, 0) {
		for side := range block.Succs {
			if g.refreshes(edge{block, side}, loc) {
				g.cuts[edge{block, side}] = loc
				return
			}
		}
	}
}

// refreshes reports whether the location is assigned somewhere that only this
// side of a branch leads to.
func (g *guards) refreshes(e edge, loc Node) bool {
	if len(g.stores[loc]) == 0 {
		return false
	}
	self := make(map[edge]Node) // not around a loop
	for i := range e.from.Succs {
		self[edge{e.from, i}] = loc
	}
	here, there := reachable(e.to(), self), reachable(e.from.Succs[1-e.succ], self)
	return slices.ContainsFunc(g.stores[loc], func(b *ssa.BasicBlock) bool { return here.has(b.Index) && !there.has(b.Index) })
}

// sources returns the handles and times that a value is computed from. A
// count, a flag or a batch that is renewed now and then guards nothing.
func (g *guards) sources(v ssa.Value, depth int) []Node {
	const enough = 6
	if depth > enough {
		return nil
	}
	if loc := g.location(v); loc != "" {
		if _, global := v.(*ssa.Global); global || !renewable(v.Type()) {
			return nil
		}
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

// renewable reports whether values of t wear out: handles, times, and structs
// that hold them.
func renewable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Struct:
		return true
	case *types.Basic: // Unix time
		return u.Kind() == types.Int64
	}
	return false
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
		reached := reachable(e.to(), nil)
		for _, block := range g.fn.Blocks {
			if !blocked.has(block.Index) || !reached.has(block.Index) {
				continue
			}
			old, ok := g.lazy[block]
			if !ok || !g.setFrom(old, block) && g.setFrom(loc, block) {
				g.lazy[block] = loc
			}
		}
	}
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
