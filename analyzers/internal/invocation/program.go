package invocation

import (
	"strings"

	"golang.org/x/tools/container/intsets"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
)

// program is the join of the summaries that one package can see. It resolves
// calls of function values and interface methods to what really flows there,
// considering only functions that are reached.
type program struct {
	packages map[string]bool // those that are summarised

	funcs map[string]*callgraph.Func
	types map[string]map[string]callgraph.Method // type key, method ID

	ids       map[callgraph.Node]int
	names     []callgraph.Node
	elements  []callgraph.Node  // functions and types, numbered on their own
	points    []*intsets.Sparse // node → elements
	next      [][]int           // node → nodes that it flows into
	flows     map[[2]int]bool
	listeners [][]func(element callgraph.Node)
	work      []arrival

	roots    map[string]bool // main and initialisers
	reached  map[string]bool
	edges    map[string][]*Edge
	known    map[resolution]*Edge
	callers  map[*callgraph.Func]int // calls of values and methods that reach it
	resolved int                     // of all functions
	via      map[promotion]bool
	starts   []*start
	invokes  []*pending
	made     map[string]bool // types converted to interfaces in reached functions
}

// arrival is an element that a node has newly got.
type arrival struct{ node, element int }

// pending is a call of an interface method, for the fallback.
type pending struct {
	caller   string
	call     *callgraph.Call
	resolved bool
}

// resolution is a call and a callee that it was resolved to.
type resolution struct {
	call   *callgraph.Call
	callee *callgraph.Func
}

// promotion is a call and a field that its method is promoted from.
type promotion struct {
	call  *callgraph.Call
	field callgraph.Node
}

// start is a reached registration.
type start struct {
	caller    string
	call      *callgraph.Call
	handlers  map[string]bool
	recovered bool
}

// Edge is a resolved call.
type Edge struct {
	Callee *callgraph.Func
	Call   *callgraph.Call
	// Attr are the circumstances of the call and of the way the callee was found.
	Attr callgraph.Attr
	// Carried: an external callee calls what it was given earlier.
	Carried bool
}

func newProgram(graph *callgraph.Graph) *program {
	p := &program{
		packages: make(map[string]bool),

		funcs:   make(map[string]*callgraph.Func),
		types:   make(map[string]map[string]callgraph.Method),
		ids:     make(map[callgraph.Node]int),
		roots:   make(map[string]bool),
		reached: make(map[string]bool),
		edges:   make(map[string][]*Edge),
		known:   make(map[resolution]*Edge),
		callers: make(map[*callgraph.Func]int),
		via:     make(map[promotion]bool),
		flows:   make(map[[2]int]bool),
		made:    make(map[string]bool),
	}
	for _, s := range graph.Packages.Sorted() {
		p.packages[s.Path] = true
		for _, f := range s.Funcs {
			p.funcs[f.Key] = f
		}
		for _, t := range s.Types {
			methods := make(map[string]callgraph.Method, len(t.Methods))
			for _, m := range t.Methods {
				methods[m.ID] = m
			}
			p.types[t.Key] = methods
		}
	}
	return p
}

func (p *program) id(n callgraph.Node) int {
	id, ok := p.ids[n]
	if !ok {
		id = len(p.names)
		p.ids[n] = id
		p.names = append(p.names, n)
		p.points = append(p.points, new(intsets.Sparse))
		p.next = append(p.next, nil)
		p.listeners = append(p.listeners, nil)
		if callgraph.IsElement(n) {
			p.elements = append(p.elements, n)
			p.points[id].Insert(len(p.elements) - 1)
		}
	}
	return id
}

// root reaches a function that runs in Init.
func (p *program) root(key string) {
	p.roots[key] = true
	p.reach(key)
}

// reach makes a function part of the program.
func (p *program) reach(key string) {
	f := p.funcs[key]
	if f == nil || p.reached[key] {
		return
	}
	p.reached[key] = true
	for _, t := range f.Makes {
		p.made[t] = true
	}
	for _, flow := range f.Flows {
		p.flow(flow.From, flow.To)
	}
	for _, call := range f.Calls {
		p.call(key, call)
	}
}

func (p *program) call(caller string, call *callgraph.Call) {
	switch call.Kind {
	case callgraph.Static:
		p.edge(caller, call, call.Callee, false)
	case callgraph.Dynamic:
		p.listen(call.On, func(e callgraph.Node) { p.callValue(caller, call, e) })
	case callgraph.Invoke:
		pend := &pending{caller: caller, call: call}
		p.invokes = append(p.invokes, pend)
		p.listen(call.On, func(e callgraph.Node) { p.callMethod(pend, e) })
	case callgraph.External, callgraph.Dispatch:
		for _, arg := range call.Args {
			p.listen(arg, func(e callgraph.Node) { p.callBack(caller, call, e, false) })
		}
		p.listen(call.On, func(e callgraph.Node) { p.callBack(caller, call, e, true) })
	case callgraph.Start:
		s := &start{caller: caller, call: call, handlers: make(map[string]bool), recovered: call.Attr&callgraph.Recovered != 0}
		p.starts = append(p.starts, s)
		p.listen(call.On, func(e callgraph.Node) { p.register(s, e) })
	}
}

// flow lets what is in from, now or later, be in to as well.
func (p *program) flow(from, to callgraph.Node) {
	a, b := p.id(from), p.id(to)
	if p.flows[[2]int{a, b}] {
		return
	}
	p.flows[[2]int{a, b}] = true
	p.next[a] = append(p.next[a], b)
	for _, e := range p.points[a].AppendTo(nil) {
		p.add(b, e)
	}
}

func (p *program) add(node, element int) {
	if p.points[node].Insert(element) {
		p.work = append(p.work, arrival{node, element})
	}
}

// listen calls fn for each element that is in one of nodes, now or later.
func (p *program) listen(nodes []callgraph.Node, fn func(callgraph.Node)) {
	for _, n := range nodes {
		id := p.id(n)
		p.listeners[id] = append(p.listeners[id], fn)
		for _, e := range p.points[id].AppendTo(nil) {
			fn(p.elements[e])
		}
	}
}

// solve lets all elements flow until nothing changes.
func (p *program) solve() {
	for len(p.work) > 0 {
		a := p.work[len(p.work)-1]
		p.work = p.work[:len(p.work)-1]
		for _, next := range p.next[a.node] {
			p.add(next, a.element)
		}
		element := p.elements[a.element]
		for _, fn := range p.listeners[a.node] {
			fn(element)
		}
		p.wrap(p.names[a.node], element)
	}
}

// wrap: what an external object is given as middleware may be called with
// whatever it holds, and what comes back is held as well.
func (p *program) wrap(node, element callgraph.Node) {
	if node[0] != 'x' {
		return
	}
	f := p.funcs[strings.TrimPrefix(element, "F:")]
	if f == nil || f.Shape&callgraph.Middleware == 0 {
		return
	}
	p.reach(f.Key)
	p.flow(node, callgraph.Param(f.Key, 0))
	p.flow(callgraph.ResultNode(f.Key, 0), node)
}

// Bounds on the calls of function values and interface methods, for programs
// in which thousands of calls can each reach thousands of functions. A function
// that is itself called as a value adds nothing by calling what so many call
// already; and there is an end to what memory holds.
const (
	mostCallers  = 500     // of one function
	mostResolved = 1 << 20 // by functions that are called so themselves
	mostInAll    = 1 << 22
)

// crowded reports whether one more call of f is too many.
func (p *program) crowded(caller string, f *callgraph.Func) bool {
	if p.callers[p.funcs[caller]] == 0 {
		return p.resolved >= mostInAll
	}
	return p.callers[f] >= mostCallers || p.resolved >= mostResolved
}

// edge adds a resolved call, and reports whether there is one.
func (p *program) edge(caller string, call *callgraph.Call, callee string, carried bool) bool {
	f := p.funcs[callee]
	if f == nil {
		return false
	}
	if known := p.known[resolution{call, f}]; known != nil {
		known.Carried = known.Carried && carried
		return true
	}
	if call.Kind != callgraph.Static {
		if p.crowded(caller, f) {
			return false
		}
		p.callers[f]++
		p.resolved++
	}
	e := &Edge{Callee: f, Call: call, Attr: call.Attr, Carried: carried}
	p.known[resolution{call, f}] = e
	p.edges[caller] = append(p.edges[caller], e)
	p.reach(callee)
	return true
}
