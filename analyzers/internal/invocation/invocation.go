// Package invocation answers which functions run once per invocation, from
// which entry point, with which event source, along which calls.
package invocation

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
)

// Analyzer reports nothing. Its result is the *Program of a package in which
// entry points are found, nil for others.
var Analyzer = &analysis.Analyzer{
	Name:             "invocation",
	Doc:              "what runs once per invocation",
	Requires:         []*analysis.Analyzer{callgraph.Analyzer},
	Run:              run,
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Program](),
}

// How an entry point was found.
const (
	Registered = "registered"
	ByShape    = "shape"
)

// Entry is a function that Lambda calls.
type Entry struct {
	Func   *callgraph.Func
	Source entrypoint.Source
	How    string
	// Recovered: the library that calls it answers a panic with an error.
	Recovered bool
	// Deferred: another package may register the function with middleware
	// around it, and will report what middleware can change.
	Deferred bool
}

// Program is what an invocation reaches, as seen from one package.
type Program struct {
	Entries []*Entry

	main      bool // the package is a main, so nothing else can call into it
	joined    *program
	running   map[string]bool
	lifetimes *lifetimes
	origins   *origins

	mu    sync.Mutex // rules of one package run side by side
	walks map[route]*Walk
	sets  map[string]map[string]bool // by function
}

// Edges returns the resolved calls of a function, in source order.
func (p *Program) Edges(key string) []*Edge { return p.joined.edges[key] }

// Reached reports whether the function is part of the program.
func (p *Program) Reached(key string) bool { return p.joined.reached[key] }

// Running returns a step at a function that runs on Lambda, be it in Init or
// in an invocation; nil for others, and where no program starts a Lambda.
func (p *Program) Running(key string) *Step {
	if !p.main || len(p.joined.starts) == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running == nil {
		p.running = p.findRunning()
	}
	if !p.running[key] {
		return nil
	}
	return &Step{Func: p.joined.funcs[key], Entry: p.Entries[0], Source: p.Entries[0].Source}
}

// findRunning follows all calls but those that are made only outside Lambda.
func (p *Program) findRunning() map[string]bool {
	seen := make(map[string]bool)
	var work []string
	visit := func(key string) {
		if !seen[key] {
			seen[key] = true
			work = append(work, key)
		}
	}
	for key := range p.joined.roots {
		visit(key)
	}
	for _, e := range p.Entries {
		visit(e.Func.Key)
	}
	for len(work) > 0 {
		key := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range p.joined.edges[key] {
			if e.Attr&callgraph.Offline == 0 {
				visit(e.Callee.Key)
			}
		}
	}
	return seen
}

func run(pass *analysis.Pass) (any, error) {
	cg := pass.ResultOf[callgraph.Analyzer].(*callgraph.Result)
	if cg == nil || !everything.Load() && !joins(cg.Summary, cg.Graph) {
		return (*Program)(nil), nil
	}
	p := &Program{main: cg.Summary.Main, joined: newProgram(cg.Graph), walks: make(map[route]*Walk), sets: make(map[string]map[string]bool)}
	p.joined.build(cg)
	p.registered()
	if everything.Load() {
		p.enterAll(cg.Summary)
	}
	p.byShape(cg.Summary)
	p.findLifetimes()
	if len(p.Entries) == 0 {
		return (*Program)(nil), nil
	}
	return p, nil
}

// joins reports whether the package is a place to look for entry points: a
// main whose program starts a Lambda, or a package that has a registration or
// an event handler of its own.
func joins(s *callgraph.Summary, g *callgraph.Graph) bool {
	if startsOrHandles(s) {
		return true
	}
	if s.Main {
		for _, dep := range g.Packages.Sorted() {
			if startsOrHandles(dep) {
				return true
			}
		}
	}
	return false
}

func startsOrHandles(s *callgraph.Summary) bool {
	return slices.ContainsFunc(s.Funcs, func(f *callgraph.Func) bool {
		return eventShaped(f) || slices.ContainsFunc(f.Calls, func(c *callgraph.Call) bool { return c.Kind == callgraph.Start })
	})
}

func eventShaped(f *callgraph.Func) bool { return f.Event != "" && f.Event != entrypoint.HTTP }

// build reaches main and the initialisers; in a package that others import,
// everything can be called.
func (p *program) build(cg *callgraph.Result) {
	for _, s := range cg.Graph.Packages.Sorted() {
		for _, f := range s.Funcs {
			if isInit(s.Path, f.Key) {
				p.root(f.Key)
			}
		}
	}
	for _, f := range cg.Summary.Funcs {
		switch {
		case f.Key == cg.Summary.Path+".main", !cg.Summary.Main && !eventShaped(f) && !strings.Contains(f.Key, "$"):
			p.root(f.Key)
		case !cg.Summary.Main, eventShaped(f):
			p.reach(f.Key)
		}
	}
	p.solve()
	for p.fallback(cg.Summary.Main) {
		p.solve()
	}
	p.finishEdges()
}

func isInit(path, key string) bool {
	name, ok := strings.CutPrefix(key, path+".init")
	return ok && (name == "" || name[0] == '#' && !strings.Contains(name, "$"))
}

// registered adds the handlers of all registrations, in source order.
func (p *Program) registered() {
	seen := make(map[string]*Entry)
	for _, s := range p.joined.starts {
		for _, key := range p.outermost(s) {
			f := p.joined.funcs[key]
			recovered := s.recovered && (f.Shape&callgraph.WebHandler != 0 || s.call.Attr&callgraph.Recovered != 0)
			if old, ok := seen[key]; ok {
				old.Recovered = old.Recovered && recovered
				continue
			}
			e := &Entry{Func: f, Source: entrypoint.SourceOf(f.Event), How: Registered, Recovered: recovered}
			seen[key] = e
			p.Entries = append(p.Entries, e)
		}
	}
	p.sortEntries()
}

// outermost returns the handlers of a registration, without those that another
// one wraps: where middleware is put around a handler in a loop, the wrapper
// and what it wraps flow into the same variable.
func (p *Program) outermost(s *start) []string {
	var keys []string
	for key := range s.handlers {
		if !p.wrapped(s, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// mostHandlers of one registration are compared: nobody wraps that many.
const mostHandlers = 200

func (p *Program) wrapped(s *start, key string) bool {
	if len(s.handlers) > mostHandlers {
		return false
	}
	var below map[string]bool
	for wrapper := range s.handlers {
		if wrapper == key || !slices.ContainsFunc(p.joined.edges[wrapper], func(e *Edge) bool {
			return e.Callee.Key == key && (e.Call.Kind == callgraph.Dynamic || e.Call.Kind == callgraph.Invoke)
		}) {
			continue
		}
		if below == nil {
			below = make(map[string]bool)
			p.below(key, below)
		}
		if !below[wrapper] {
			return true
		}
	}
	return false
}

// byShape adds the functions of the package that take an event and that no
// entry point reaches.
func (p *Program) byShape(s *callgraph.Summary) {
	reached := p.Walk("").funcs()
	var shaped []*callgraph.Func
	for _, f := range s.Funcs {
		if eventShaped(f) && !reached[f.Key] {
			shaped = append(shaped, f)
		}
	}
	for _, f := range p.uppermost(shaped) {
		p.Entries = append(p.Entries, &Entry{
			Func: f, Source: entrypoint.SourceOf(f.Event), How: ByShape,
			Deferred: !s.Main && f.Shape&callgraph.Exported != 0,
		})
	}
	p.sortEntries()
	clear(p.walks)
}

func (p *Program) sortEntries() {
	slices.SortFunc(p.Entries, func(a, b *Entry) int {
		return cmp.Or(a.Func.Pos.Compare(b.Func.Pos), cmp.Compare(a.Func.Key, b.Func.Key))
	})
}

// uppermost returns the functions that no other one of the list reaches; of
// those that reach each other, the first.
func (p *Program) uppermost(list []*callgraph.Func) []*callgraph.Func {
	for range 2 { // what a later one reaches is found on the way back
		seen := make(map[string]bool)
		var top []*callgraph.Func
		for _, f := range list {
			if !seen[f.Key] {
				top = append(top, f)
				p.below(f.Key, seen)
			}
		}
		slices.Reverse(top)
		list = top
	}
	return list
}

// below adds the functions that an invocation of key reaches, beyond those
// that are there.
func (p *Program) below(key string, seen map[string]bool) {
	seen[key] = true
	for work := []string{key}; len(work) > 0; {
		caller := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range p.joined.edges[caller] {
			if p.perInvocation(e) && !seen[e.Callee.Key] {
				seen[e.Callee.Key] = true
				work = append(work, e.Callee.Key)
			}
		}
	}
}
