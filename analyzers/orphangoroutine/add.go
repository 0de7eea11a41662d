package orphangoroutine

import (
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// lateAdds finds wg.Add in a goroutine that nothing counted before it started:
// Wait may see zero and return at once.
func (f *function) lateAdds(s *start) []rule.Candidate {
	if _, ok := s.instr.(*ssa.Go); !ok || s.body == nil || s.given == nil || s.body.Parent() != f.fn {
		return nil
	}
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(s.body) {
		if catalog.Symbol(callee) != addSymbol || !f.uncounted(s, call.Common().Args[0]) {
			continue
		}
		g := &function{Context: f.Context, fn: s.body, known: make(map[ssa.Value]set)}
		candidate := g.candidate(call)
		candidate.Kind = add
		candidate.Message = "wg.Add runs inside the goroutine that it counts: Wait can return before it, and Lambda freezes the environment with work left; call Add before go"
		candidates = append(candidates, candidate)
	}
	return candidates
}

// addSymbol counts in a goroutine that is to be waited for.
const addSymbol = "(*sync.WaitGroup).Add"

// uncounted: the goroutine that adds to the wait group is itself not counted
// by an Add outside of it.
func (f *function) uncounted(s *start, group ssa.Value) bool {
	bases := f.bases(group)
	for _, fn := range family(f.fn) {
		if value.Within(fn, s.body) {
			continue
		}
		for call, callee := range rule.Calls(fn) {
			if catalog.Symbol(callee) == addSymbol && f.bases(call.Common().Args[0]).meets(bases) {
				return false
			}
		}
	}
	for v := range bases {
		if v.Parent() != nil && value.Within(v.Parent(), s.body) {
			return false // of its own
		}
	}
	return len(bases) > 0
}
