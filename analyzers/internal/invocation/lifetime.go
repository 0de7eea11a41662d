package invocation

import (
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
		add(l.built, f.Builds)
		add(l.kept, f.LazyBuilds)
		for _, loc := range f.Resets {
			l.resets[loc] = true
		}
	}
	for key := range l.init {
		add(l.kept, p.joined.funcs[key].Builds)
		add(l.kept, p.joined.funcs[key].LazyBuilds)
	}
	p.lifetimes = l
	clear(p.walks)
}

// add adds keys to a set.
func add(set map[string]bool, keys []string) {
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

// Lasts reports whether a location is there before and after an invocation,
// whatever the path assigns to it: a package variable, a variable of main, a
// field of a struct that only Init makes.
func (p *Program) Lasts(loc callgraph.Node) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.lifetimes
	if loc == "" || l == nil {
		return false
	}
	key := loc[2:max(2, strings.LastIndexByte(loc, '.'))]
	switch loc[0] {
	case 'g':
		return true
	case 'f':
		return l.kept[key] && !l.built[key]
	case 'v':
		return l.init[key] && !l.invoke[key]
	}
	return false
}
