package invocation

import (
	"sync/atomic"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

var everything atomic.Bool

// EnterEverything makes every function of every package an entry point, or
// ends that: tests run the rules over code that has nothing to do with Lambda.
func EnterEverything(on bool) { everything.Store(on) }

func (p *Program) enterAll(s *callgraph.Summary) {
	for _, f := range s.Funcs {
		p.joined.reach(f.Key)
		p.Entries = append(p.Entries, &Entry{Func: f, Source: entrypoint.Source{Model: entrypoint.Poll}, How: Registered})
	}
	p.joined.solve()
	p.joined.finishEdges()
	p.sortEntries()
}
