package invocation

import (
	"maps"
	"slices"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

// models in the order in which a rule that cares prefers them: where a retry
// hurts most first.
var models = []entrypoint.Model{entrypoint.Poll, entrypoint.Async, entrypoint.Sync, entrypoint.Unknown}

// Step is one function on a path from an entry point, with the way to it.
type Step struct {
	Func   *callgraph.Func
	Entry  *Entry
	Source entrypoint.Source
	// Recovered: a panic here is stopped by a caller or the router.
	Recovered bool
	// Goroutine: runs in a goroutine started on the path.
	Goroutine bool
	// Zeros are the parameters that are zero on this way.
	Zeros callgraph.Params
	// Caller and Via lead back; both are nil at the entry.
	Caller *Step
	Via    *Edge

	depth int
}

// Path returns the steps from the entry to s.
func (s *Step) Path() []*Step {
	var path []*Step
	for ; s != nil; s = s.Caller {
		path = append(path, s)
	}
	slices.Reverse(path)
	return path
}

// Walk is what the entry points reach, breadth first, so that each chain is a
// shortest one, and among those the first in source order.
type Walk struct {
	seen   map[visit]*Step
	byFunc map[string][]*Step
}

// route is which calls a walk follows.
type route struct {
	rule string // whose directives end a path
	rare bool   // calls made once or lazily, too
	only *Entry // where it starts, nil for all entry points
}

// visit is what a walk tells apart.
type visit struct {
	fn                   string
	model                entrypoint.Model
	recovered, goroutine bool
	deferred             bool
	zeros                callgraph.Params
}

// Walk returns what is reached when calls under a directive for rule are not
// followed; the empty rule follows all.
func (p *Program) Walk(rule string) *Walk { return p.walk(route{rule: rule}) }

// WalkRare is Walk, and also follows the calls of an invocation that only the
// first one makes, such as the function given to sync.Once.
func (p *Program) WalkRare(rule string) *Walk { return p.walk(route{rule: rule, rare: true}) }

// From is WalkRare from one entry point, with no regard to directives.
func (p *Program) From(e *Entry) *Walk { return p.walk(route{rare: true, only: e}) }

func (p *Program) walk(r route) *Walk {
	p.mu.Lock()
	defer p.mu.Unlock()
	if w, ok := p.walks[r]; ok {
		return w
	}
	w := &Walk{seen: make(map[visit]*Step), byFunc: make(map[string][]*Step)}
	var queue []*Step
	for _, e := range p.Entries {
		if r.only != nil && r.only != e {
			continue
		}
		step := &Step{Func: e.Func, Entry: e, Source: e.Source, Recovered: e.Recovered}
		step.learn()
		queue = w.enter(queue, step)
	}
	for len(queue) > 0 {
		step := queue[0]
		queue = queue[1:]
		for _, e := range p.joined.edges[step.Func.Key] {
			if step.Runs(e.Call.Where) && p.follows(r, e) && !(r.rule != "" && slices.Contains(e.Call.Ignore, r.rule)) {
				queue = w.enter(queue, step.through(e))
			}
		}
	}
	p.walks[r] = w
	return w
}

// follows reports whether a walk takes the call.
func (p *Program) follows(r route, e *Edge) bool {
	if !r.rare {
		return p.perInvocation(e)
	}
	return e.invoked() && e.Call.Attr&callgraph.Offline == 0
}

// through is the step that edge e leads to.
func (s *Step) through(e *Edge) *Step {
	t := &Step{Func: e.Callee, Entry: s.Entry, Source: s.Source, Caller: s, Via: e, depth: s.depth + 1}
	started := e.Attr&(callgraph.Go|callgraph.Spawned) != 0
	t.Goroutine = s.Goroutine || started
	t.Recovered = !started && (s.Recovered || e.Attr&callgraph.Recovered != 0)
	t.Zeros = e.Call.Zeros & e.Callee.Picky
	t.learn()
	return t
}

// Runs reports whether code of the function runs on this way: constants among
// the arguments may decide that it does not.
func (s *Step) Runs(w callgraph.Where) bool { return w.Needs&s.Zeros == 0 }

// learn reads the source off the function, where the entry point did not tell:
// it takes an event, or decodes one.
func (s *Step) learn() {
	if s.Source.Model != entrypoint.Unknown {
		return
	}
	for _, event := range []string{s.Func.Event, s.Func.Decodes} {
		if event != "" {
			s.Source = entrypoint.SourceOf(event)
			return
		}
	}
}

func (w *Walk) enter(queue []*Step, s *Step) []*Step {
	v := visit{s.Func.Key, s.Source.Model, s.Recovered, s.Goroutine, s.Entry.Deferred, s.Zeros}
	if w.seen[v] != nil {
		return queue
	}
	w.seen[v] = s
	w.byFunc[s.Func.Key] = append(w.byFunc[s.Func.Key], s)
	return append(queue, s)
}

func (w *Walk) funcs() map[string]bool {
	set := make(map[string]bool, len(w.byFunc))
	for key := range w.byFunc {
		set[key] = true
	}
	return set
}

// Nearest returns the shortest way to each function, ordered by function.
func (w *Walk) Nearest() []*Step {
	steps := make([]*Step, 0, len(w.byFunc))
	for _, key := range slices.Sorted(maps.Keys(w.byFunc)) {
		steps = append(steps, w.byFunc[key][0])
	}
	return steps
}

// Steps returns the ways to a function, nearest entry first.
func (w *Walk) Steps(key string) []*Step { return w.byFunc[key] }

// Best returns the nearest step at key that satisfies ok, preferring sources
// that retry; nil if there is none.
func (w *Walk) Best(key string, ok func(*Step) bool) *Step {
	var best *Step
	for _, s := range w.byFunc[key] {
		if ok(s) && (best == nil || s.depth < best.depth) {
			best = s
		}
	}
	return best
}

// Worst returns the step at key that satisfies ok and whose source repeats
// failed invocations, or else the nearest.
func (w *Walk) Worst(key string, ok func(*Step) bool) *Step {
	for _, model := range models {
		if s := w.Best(key, func(s *Step) bool { return s.Source.Model == model && ok(s) }); s != nil {
			return s
		}
	}
	return nil
}

// perInvocation reports whether each invocation follows the call: it is not
// run once, not lazily, and not only outside Lambda.
func (p *Program) perInvocation(e *Edge) bool {
	return e.invoked() && !p.excluded(e.Call.Where, e.Callee.Key)
}

// invoked reports whether the caller makes the call itself, or serves a
// request that leads there.
func (e *Edge) invoked() bool { return !e.Carried || e.Call.Kind == callgraph.Dispatch }

// Excluded reports whether code at w does not run per invocation. A lazy guard
// counts if its location is set here, or in callee.
func (p *Program) Excluded(w callgraph.Where, callee string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.excluded(w, callee)
}

func (p *Program) excluded(w callgraph.Where, callee string) bool {
	switch {
	case w.Attr&callgraph.Offline != 0:
		return true
	case w.Attr&callgraph.Once != 0:
		return !p.transient(w.Guard)
	case w.Attr&callgraph.Lazy == 0:
		return false
	}
	if w.Attr&callgraph.Kept == 0 && (callee == "" || !p.setBy(callee)[w.Guard]) {
		return false
	}
	return !p.transient(w.Guard)
}

// setBy returns the locations that a function or its callees assign.
func (p *Program) setBy(key string) map[string]bool {
	if sets, ok := p.sets[key]; ok {
		return sets
	}
	sets := make(map[string]bool)
	seen := map[string]bool{key: true}
	for work := []string{key}; len(work) > 0; {
		f := p.joined.funcs[work[len(work)-1]]
		work = work[:len(work)-1]
		for _, loc := range f.Sets {
			sets[loc] = true
		}
		for _, e := range p.joined.edges[f.Key] {
			if !seen[e.Callee.Key] {
				seen[e.Callee.Key] = true
				work = append(work, e.Callee.Key)
			}
		}
	}
	p.sets[key] = sets
	return sets
}
