package orphangoroutine

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule orphangoroutine.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "orphangoroutine",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The kinds of finding.
const (
	orphan = "orphan" // not waited for at all, or not on every return
	add    = "add"    // wg.Add inside the goroutine
	stuck  = "stuck"  // a send to a goroutine that may have ended
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	f := &function{Context: c, fn: fn, known: make(map[ssa.Value]set)}
	var candidates []rule.Candidate
	var left []*start
	for _, s := range f.starts(fn) {
		if candidate, ok := f.orphaned(s); ok && !slices.ContainsFunc(left, s.missesTheSame) {
			candidates, left = append(candidates, candidate), append(left, s)
		}
		candidates = append(candidates, f.lateAdds(s)...)
	}
	return append(candidates, f.stuckSends()...)
}

// orphaned judges one goroutine that the function starts.
func (f *function) orphaned(s *start) (rule.Candidate, bool) {
	if s.ends || s.foreign || f.stopped(s) || f.feeds(s) || f.idles(s) && !f.Config.Strict {
		return rule.Candidate{}, false
	}
	candidate := f.candidate(s.instr)
	candidate.Kind = orphan
	candidate.Notes = map[string]string{"nodes": strings.Join(s.nodes, "\x00"), "work": strings.Join(s.work, "\x00")}
	if len(s.signals) == 0 {
		candidate.Message = s.name() + " is not waited for: Lambda freezes the environment when the handler returns, and its work is lost or runs late; wait for it with a WaitGroup or errgroup"
		return candidate, true
	}
	var open bool
	s.missed, open = f.leaves(s)
	switch {
	case !open:
		return rule.Candidate{}, false
	case s.missed == nil:
		candidate.Message = s.name() + " signals its end, but nobody waits for it: Lambda freezes the environment when the handler returns; wait before every return"
	default:
		candidate.Message = fmt.Sprintf("%s is not waited for on the return in line %d: Lambda freezes it half way, and it goes on in a later invocation; wait before every return", s.name(), f.line(s.missed))
	}
	return candidate, true
}

// missesTheSame reports whether one wait would do for both goroutines: they
// signal the same, and it is missing in the same place.
func (s *start) missesTheSame(other *start) bool {
	return s.missed == other.missed && (s.signals.meets(other.signals) || len(s.nodes) > 0 && slices.Equal(s.nodes, other.nodes))
}

func (f *function) line(instr ssa.Instruction) int { return f.Pass.Fset.Position(instr.Pos()).Line }

// candidate stands at the go statement or the call that starts a goroutine.
func (f *function) candidate(instr ssa.CallInstruction) rule.Candidate {
	if g, ok := instr.(*ssa.Go); ok {
		return f.At(f.fn, instr, g.Pos())
	}
	return f.AtCall(f.fn, instr)
}

// reports: what is signalled through a field or package variable may be waited
// for anywhere on the path, such as in a method Close; a worker may be told to
// end by its owner.
func reports(q *rule.Query, c rule.Candidate, _ *invocation.Step) bool {
	return !slices.ContainsFunc(nodes(c.Notes["nodes"]), q.Program.Awaited) && !slices.ContainsFunc(nodes(c.Notes["work"]), q.Program.Closed)
}

func nodes(note string) []callgraph.Node {
	return strings.FieldsFunc(note, func(r rune) bool { return r == 0 })
}
