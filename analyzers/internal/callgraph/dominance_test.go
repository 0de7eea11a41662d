package callgraph

import (
	"math/rand/v2"
	"testing"
)

// TestDominates holds the tree against the definition, on random graphs.
func TestDominates(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		f := &Func{Blocks: make([][]int32, 1+random.IntN(12))}
		for b := range f.Blocks {
			for range random.IntN(3) {
				f.Blocks[b] = append(f.Blocks[b], int32(random.IntN(len(f.Blocks))))
			}
		}
		for a := range int32(len(f.Blocks)) {
			for b := range int32(len(f.Blocks)) {
				if a == b {
					continue
				}
				want := a == 0 || !f.reaches(0, b, a)
				if got := f.dominates(a, b); got != want {
					t.Fatalf("%v: %d dominates %d: got %v, want %v", f.Blocks, a, b, got, want)
				}
			}
		}
	}
}
