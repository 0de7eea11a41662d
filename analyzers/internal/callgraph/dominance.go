package callgraph

import (
	"slices"
	"sync"
)

// order tells in constant time which blocks dominate which: rules compare many
// places of a function with each other.
type order struct {
	once        sync.Once
	enter, exit []int32 // by block, times of a walk of the dominator tree; 0 for unreachable ones
}

// dominates reports whether every way from the entry to b passes a. A block
// that no way leads to is dominated by all.
func (f *Func) dominates(a, b int32) bool {
	f.order.once.Do(func() { f.order.number(f.Blocks) })
	o := &f.order
	if a == 0 || int(b) >= len(o.enter) || o.enter[b] == 0 {
		return true
	}
	return int(a) < len(o.enter) && o.enter[a] != 0 && o.enter[a] <= o.enter[b] && o.exit[b] <= o.exit[a]
}

// number walks the dominator tree.
func (o *order) number(succs [][]int32) {
	o.enter, o.exit = make([]int32, len(succs)), make([]int32, len(succs))
	if len(succs) == 0 {
		return
	}
	children := make([][]int32, len(succs))
	for b, idom := range immediateDominators(succs) {
		if b != 0 && idom >= 0 {
			children[idom] = append(children[idom], int32(b))
		}
	}
	now := int32(0)
	for work := []int32{0}; len(work) > 0; {
		b := work[len(work)-1]
		now++
		if o.enter[b] != 0 { // its children are done
			work = work[:len(work)-1]
			o.exit[b] = now
			continue
		}
		o.enter[b] = now
		work = append(work, children[b]...)
	}
}

// immediateDominators returns the immediate dominator of each block, -1 for
// unreachable ones: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance
// Algorithm".
func immediateDominators(succs [][]int32) []int32 {
	post := postorder(succs)
	rank := make([]int, len(succs))
	preds := make([][]int32, len(succs))
	for i, b := range post {
		rank[b] = i
		for _, s := range succs[b] {
			preds[s] = append(preds[s], b)
		}
	}
	idom := slices.Repeat([]int32{-1}, len(succs))
	idom[0] = 0
	for changed := true; changed; {
		changed = false
		for _, b := range slices.Backward(post[:len(post)-1]) {
			next := int32(-1)
			for _, p := range preds[b] {
				switch {
				case idom[p] < 0:
				case next < 0:
					next = p
				default:
					next = meet(idom, rank, next, p)
				}
			}
			if idom[b] != next {
				idom[b], changed = next, true
			}
		}
	}
	return idom
}

// meet returns the nearest block that dominates both.
func meet(idom []int32, rank []int, a, b int32) int32 {
	for a != b {
		for rank[a] < rank[b] {
			a = idom[a]
		}
		for rank[b] < rank[a] {
			b = idom[b]
		}
	}
	return a
}

// postorder lists the reachable blocks, the entry last.
func postorder(succs [][]int32) []int32 {
	var list []int32
	seen, next := newBlockSet(len(succs)), make([]int, len(succs))
	seen.add(0)
	for work := []int32{0}; len(work) > 0; {
		b := work[len(work)-1]
		if next[b] == len(succs[b]) {
			work = work[:len(work)-1]
			list = append(list, b)
			continue
		}
		s := succs[b][next[b]]
		next[b]++
		if seen.add(int(s)) {
			work = append(work, s)
		}
	}
	return list
}
