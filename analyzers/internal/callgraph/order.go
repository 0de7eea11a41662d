package callgraph

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// successors returns the control flow of a function. One block needs none.
func successors(fn *ssa.Function) [][]int32 {
	if len(fn.Blocks) < 2 {
		return nil
	}
	blocks := make([][]int32, len(fn.Blocks))
	for i, b := range fn.Blocks {
		for _, succ := range b.Succs {
			blocks[i] = append(blocks[i], int32(succ.Index))
		}
	}
	return blocks
}

// place notes where an instruction stands, and which branches depend on it.
func (f *funcBuilder) place(w *Where, instr ssa.Instruction) {
	w.Block, w.Index = int32(instr.Block().Index), f.placeOf(instr)
	if call, ok := instr.(*ssa.Call); ok {
		w.Tests, w.Fails = tests(call)
	}
}

// placeOf returns the number of an instruction in its block.
func (f *funcBuilder) placeOf(instr ssa.Instruction) int32 {
	const long = 100
	instrs := instr.Block().Instrs
	if len(instrs) < long {
		return int32(slices.Index(instrs, instr))
	}
	if _, ok := f.places[instr]; !ok {
		if f.places == nil {
			f.places = make(map[ssa.Instruction]int32)
		}
		for i, in := range instrs {
			f.places[in] = int32(i)
		}
	}
	return f.places[instr]
}

// Precedes reports whether every way to b passes a.
func (f *Func) Precedes(a, b Where) bool {
	if a.Block == b.Block {
		return a.Index < b.Index
	}
	return f.dominates(a.Block, b.Block)
}

// Follows reports whether b can run after a.
func (f *Func) Follows(a, b Where) bool {
	if a.Block == b.Block && a.Index < b.Index {
		return true
	}
	for _, succ := range f.next(a.Block) {
		if f.reaches(succ, b.Block, -1) {
			return true
		}
	}
	return false
}

// Gates reports whether every way to b passes the call a, and a branch on a
// result of a that can lead past b.
func (f *Func) Gates(a, b Where) bool {
	return f.Precedes(a, b) && (f.decides(a, a.Tests, b) || f.decides(a, a.Fails, b))
}

// GatesByValue is Gates, where it is not enough that a can fail.
func (f *Func) GatesByValue(a, b Where) bool {
	return f.Precedes(a, b) && f.decides(a, a.Tests, b)
}

// decides reports whether one of the branches can lead past b, without coming
// back to a.
func (f *Func) decides(a Where, branches []int32, b Where) bool {
	for _, branch := range branches {
		if branch == b.Block {
			continue // the branch comes after b
		}
		past, to := false, false
		for _, succ := range f.next(branch) {
			if f.reaches(succ, b.Block, a.Block) {
				to = true
			} else {
				past = true
			}
		}
		if past && to {
			return true
		}
	}
	return false
}

func (f *Func) next(block int32) []int32 {
	if int(block) >= len(f.Blocks) {
		return nil
	}
	return f.Blocks[block]
}

// reaches reports whether a way leads from one block to another, not through avoid.
func (f *Func) reaches(from, to, avoid int32) bool {
	seen := newBlockSet(max(len(f.Blocks), 1))
	for work := []int32{from}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == avoid || int(b) >= max(len(f.Blocks), 1) || !seen.add(int(b)) {
			continue
		}
		if b == to {
			return true
		}
		work = append(work, f.next(b)...)
	}
	return false
}

// mostFollowed bounds the search for branches that depend on a call.
const mostFollowed = 300

// tests returns the blocks that end in a branch on what a call returns, or on
// what is made of it.
func tests(call *ssa.Call) (values, fails []int32) {
	t := tester{seen: make(map[ssa.Value]bool)}
	t.follow(call)
	for len(t.work) > 0 && len(t.seen) < mostFollowed {
		v := t.work[0]
		t.work = t.work[1:]
		t.uses(v)
	}
	return sorted(t.values), sorted(t.fails)
}

// tester follows a value forward through one function.
type tester struct {
	seen          map[ssa.Value]bool
	work          []ssa.Value
	values, fails []int32
}

func (t *tester) follow(v ssa.Value) {
	if len(t.seen) < mostFollowed && !t.seen[v] && v.Referrers() != nil {
		t.seen[v] = true
		t.work = append(t.work, v)
	}
}

func (t *tester) uses(v ssa.Value) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			t.branch(v, int32(ref.Block().Index))
		case *ssa.Store:
			if ref.Val == v {
				t.cell(root(ref.Addr))
			}
		case *ssa.Call:
			t.passed(ref)
		case ssa.Value:
			t.follow(ref)
		}
	}
}

// branch: err != nil alone says that the call can fail.
func (t *tester) branch(cond ssa.Value, block int32) {
	if cmp, ok := cond.(*ssa.BinOp); ok && (cmp.Op == token.NEQ || cmp.Op == token.EQL) && value.IsError(cmp.X.Type()) && (isZero(cmp.X) || isZero(cmp.Y)) {
		t.fails = append(t.fails, block)
		return
	}
	t.values = append(t.values, block)
}

// passed: what a call makes of the value counts, and what it writes through
// its other arguments, as errors.As and Scan do.
func (t *tester) passed(call *ssa.Call) {
	t.follow(call)
	for _, arg := range call.Call.Args {
		if boxed, ok := arg.(*ssa.MakeInterface); ok {
			arg = boxed.X
		}
		t.cell(arg)
		if slice, ok := arg.(*ssa.Slice); ok { // variadic: Scan(&a, &b)
			t.elements(slice)
		}
	}
}

func (t *tester) elements(slice *ssa.Slice) {
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return
	}
	for _, ref := range *array.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *elem.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == elem {
				if boxed, ok := store.Val.(*ssa.MakeInterface); ok {
					t.cell(boxed.X)
				}
			}
		}
	}
}

func (t *tester) cell(v ssa.Value) {
	if cell, ok := v.(*ssa.Alloc); ok {
		t.follow(cell)
	}
}
