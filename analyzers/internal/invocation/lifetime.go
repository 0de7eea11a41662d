package invocation

import (
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
)

// lifetimes tells which types and captured variables live for one invocation.
type lifetimes struct {
	built  map[string]bool // structs made per invocation
	kept   map[string]bool // structs made in Init, or lazily
	invoke map[string]bool // functions on the path
	init   map[string]bool // functions that also run in Init
	resets map[callgraph.Node]bool
}

// findLifetimes walks the path once with every lazy guard taken at its word,
// to learn which structs exist only during an invocation: a nil check of
// their fields guards nothing.
func (p *Program) findLifetimes() {
	l := &lifetimes{built: make(map[string]bool), kept: make(map[string]bool), init: make(map[string]bool), resets: make(map[callgraph.Node]bool)}
	l.invoke = p.Walk("").funcs()
	for key := range p.joined.roots {
		l.initialise(p, key)
	}
	for key := range l.invoke {
		for _, e := range p.joined.edges[key] {
			if e.Attr&(callgraph.Once|callgraph.Lazy) != 0 && !l.invoke[e.Callee.Key] {
				l.initialise(p, e.Callee.Key)
			}
		}
	}
	for key := range l.invoke {
		f := p.joined.funcs[key]
		l.add(l.built, f.Builds)
		l.add(l.kept, f.LazyBuilds)
		for _, loc := range f.Resets {
			l.resets[loc] = true
		}
	}
	for key := range l.init {
		l.add(l.kept, p.joined.funcs[key].Builds)
		l.add(l.kept, p.joined.funcs[key].LazyBuilds)
	}
	p.lifetimes = l
	clear(p.walks)
}

func (l *lifetimes) add(set map[string]bool, keys []string) {
	for _, key := range keys {
		set[key] = true
	}
}

// initialise marks what runs in Init from key on; handlers are only registered there.
func (l *lifetimes) initialise(p *Program, key string) {
	if l.init[key] {
		return
	}
	l.init[key] = true
	for _, e := range p.joined.edges[key] {
		if e.Attr&callgraph.Offline == 0 && (!e.Carried || !l.invoke[e.Callee.Key]) {
			l.initialise(p, e.Callee.Key)
		}
	}
}

// transient reports whether the location does not outlive an invocation: a
// field of a struct that Init does not make, or a variable of a function that
// only handlers call.
func (p *Program) transient(loc callgraph.Node) bool {
	l := p.lifetimes
	if l == nil {
		return false
	}
	switch {
	case strings.HasPrefix(loc, "f:"):
		key := loc[2:strings.LastIndexByte(loc, '.')]
		return !l.kept[key] && p.joined.packages[packageOf(key)]
	case strings.HasPrefix(loc, "v:"):
		key := loc[2:strings.LastIndexByte(loc, '.')]
		return l.invoke[key] && !l.init[key]
	}
	return false
}

// packageOf returns the import path in the key of a named type.
func packageOf(typeKey string) string {
	return typeKey[:max(0, strings.LastIndexByte(typeKey, '.'))]
}

// Assigned reports whether the program assigns the location anywhere.
func (p *Program) Assigned(loc callgraph.Node) bool {
	for key := range p.joined.reached {
		if slices.Contains(p.joined.funcs[key].Sets, loc) {
			return true
		}
	}
	return false
}

// Outlives reports whether what the location holds is there before and after
// an invocation: it is neither transient nor assigned on the path.
func (p *Program) Outlives(loc callgraph.Node) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if loc == "" || p.transient(loc) || p.lifetimes.resets[loc] {
		return false
	}
	if strings.HasPrefix(loc, "f:") {
		return !p.lifetimes.built[loc[2:strings.LastIndexByte(loc, '.')]]
	}
	return true
}
