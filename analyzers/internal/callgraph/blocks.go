package callgraph

import "golang.org/x/tools/go/ssa"

// blockSet is a set of basic blocks of one function, or of their numbers.
type blockSet []uint64

func newBlockSet(blocks int) blockSet { return make(blockSet, (blocks+63)/64) }

func (s blockSet) has(i int) bool { return i/64 < len(s) && s[i/64]&(1<<(i%64)) != 0 }

// add reports whether i is new.
func (s blockSet) add(i int) bool {
	old := s[i/64]
	s[i/64] |= 1 << (i % 64)
	return s[i/64] != old
}

// minus returns what is in s and not in t.
func (s blockSet) minus(t blockSet) blockSet {
	rest := make(blockSet, len(s))
	for i, word := range s {
		rest[i] = word &^ t[i]
	}
	return rest
}

// reachable returns the blocks that can follow block, itself included, without
// the cut branches.
func reachable(block *ssa.BasicBlock, cuts map[edge]Node) blockSet {
	seen := newBlockSet(len(block.Parent().Blocks))
	seen.add(block.Index)
	for work := []*ssa.BasicBlock{block}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for i, succ := range b.Succs {
			if len(cuts) > 0 {
				if _, cut := cuts[edge{b, i}]; cut {
					continue
				}
			}
			if seen.add(succ.Index) {
				work = append(work, succ)
			}
		}
	}
	return seen
}

// unreachable returns the blocks that cannot be reached without the cut branches.
func unreachable(fn *ssa.Function, cuts map[edge]Node) blockSet {
	blocked := newBlockSet(len(fn.Blocks))
	if len(fn.Blocks) == 0 || len(cuts) == 0 {
		return blocked
	}
	reached := reachable(fn.Blocks[0], cuts)
	for _, block := range fn.Blocks {
		if !reached.has(block.Index) && block != fn.Recover {
			blocked.add(block.Index)
		}
	}
	return blocked
}

// leading returns the blocks from which one of the targets can be reached,
// the targets included.
func leading(fn *ssa.Function, targets []*ssa.BasicBlock) blockSet {
	seen := newBlockSet(len(fn.Blocks))
	var work []*ssa.BasicBlock
	visit := func(b *ssa.BasicBlock) {
		if seen.add(b.Index) {
			work = append(work, b)
		}
	}
	for _, b := range targets {
		visit(b)
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, pred := range b.Preds {
			visit(pred)
		}
	}
	return seen
}
