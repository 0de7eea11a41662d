package invocation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
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
	points    []map[int]bool // node → elements
	next      [][]int        // node → nodes that it flows into
	flows     map[[2]int]bool
	listeners [][]func(element callgraph.Node)
	work      []arrival

	roots   map[string]bool // main and initialisers
	reached map[string]bool
	edges   map[string][]*Edge
	known   map[resolution]*Edge
	via     map[promotion]bool
	starts  []*start
	invokes []*pending
	made    map[string]bool // types converted to interfaces in reached functions
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
		p.points = append(p.points, nil)
		p.next = append(p.next, nil)
		p.listeners = append(p.listeners, nil)
		if n[0] >= 'A' && n[0] <= 'Z' {
			p.points[id] = map[int]bool{id: true}
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
	for _, e := range sortedElements(p.points[a]) {
		p.add(b, e)
	}
}

func (p *program) add(node, element int) {
	if p.points[node][element] {
		return
	}
	if p.points[node] == nil {
		p.points[node] = make(map[int]bool)
	}
	p.points[node][element] = true
	p.work = append(p.work, arrival{node, element})
}

// listen calls fn for each element that is in one of nodes, now or later.
func (p *program) listen(nodes []callgraph.Node, fn func(callgraph.Node)) {
	for _, n := range nodes {
		id := p.id(n)
		p.listeners[id] = append(p.listeners[id], fn)
		for _, e := range sortedElements(p.points[id]) {
			fn(p.names[e])
		}
	}
}

func sortedElements(set map[int]bool) []int {
	list := make([]int, 0, len(set))
	for e := range set {
		list = append(list, e)
	}
	slices.Sort(list)
	return list
}

// solve lets all elements flow until nothing changes.
func (p *program) solve() {
	for len(p.work) > 0 {
		a := p.work[len(p.work)-1]
		p.work = p.work[:len(p.work)-1]
		for _, next := range p.next[a.node] {
			p.add(next, a.element)
		}
		element := p.names[a.element]
		for _, fn := range p.listeners[a.node] {
			fn(element)
		}
		p.wrapped(p.names[a.node], element)
	}
}

// wrapped: what an external object is given as middleware may be called with
// whatever it holds, and what comes back is held as well.
func (p *program) wrapped(node, element callgraph.Node) {
	if node[0] != 'x' {
		return
	}
	f := p.funcs[strings.TrimPrefix(element, "F:")]
	if f == nil || f.Shape&callgraph.Middleware == 0 {
		return
	}
	p.reach(f.Key)
	p.flow(node, callgraph.Param(f.Key, 0))
	p.flow("r:"+f.Key+"#0", node)
}

func (p *program) edge(caller string, call *callgraph.Call, callee string, carried bool) {
	f := p.funcs[callee]
	if f == nil {
		return
	}
	if known := p.known[resolution{call, f}]; known != nil {
		known.Carried = known.Carried && carried
		return
	}
	e := &Edge{Callee: f, Call: call, Attr: call.Attr, Carried: carried}
	p.known[resolution{call, f}] = e
	p.edges[caller] = append(p.edges[caller], e)
	p.reach(callee)
}

// callValue: a function value is called.
func (p *program) callValue(caller string, call *callgraph.Call, element callgraph.Node) {
	key, ok := strings.CutPrefix(element, "F:")
	if !ok || p.funcs[key] == nil {
		return
	}
	p.edge(caller, call, key, false)
	p.bind(call, key, callgraph.Param)
}

// bind lets arguments flow into the parameters of a callee that was found,
// and its results back.
func (p *program) bind(call *callgraph.Call, key string, param func(string, int) callgraph.Node) {
	for i, arg := range call.Args {
		for _, n := range arg {
			p.flow(n, param(key, i))
		}
	}
	if call.Result != "" {
		for i := range 3 {
			p.flow("r:"+key+"#"+strconv.Itoa(i), call.Result+"#"+strconv.Itoa(i))
		}
	}
}

// callMethod: an interface method is called on a value of some type.
func (p *program) callMethod(pend *pending, element callgraph.Node) {
	if key, ok := strings.CutPrefix(element, "F:"); ok {
		// A function boxed in an interface, as in http.HandlerFunc(f), or
		// held by an external object in it.
		if f := p.funcs[key]; f != nil && f.Shape&callgraph.HandlerShaped != 0 {
			pend.resolved = true
			p.edge(pend.caller, pend.call, key, false)
		}
		return
	}
	key, ok := strings.CutPrefix(element, "T:")
	if !ok {
		return
	}
	pend.resolved = true
	p.dispatch(pend.caller, pend.call, key)
}

func (p *program) dispatch(caller string, call *callgraph.Call, typeKey string) {
	m, ok := p.types[typeKey][call.Callee]
	switch {
	case !ok:
	case m.Via != "" && p.via[promotion{call, m.Via}]:
	case m.Via != "":
		p.via[promotion{call, m.Via}] = true
		via := &pending{caller: caller, call: call, resolved: true}
		p.listen([]callgraph.Node{m.Via}, func(e callgraph.Node) { p.callMethod(via, e) })
	default:
		p.edge(caller, call, m.Func, false)
		for _, n := range call.On {
			p.flow(n, "p:"+m.Func+"#0")
		}
		p.bind(call, m.Func, callgraph.Slot)
	}
}

// callBack: a function that is not summarised was given a function or an object.
func (p *program) callBack(caller string, call *callgraph.Call, element callgraph.Node, carried bool) {
	if key, ok := strings.CutPrefix(element, "F:"); ok {
		if f := p.funcs[key]; f != nil && p.callsBack(call, f, carried) {
			p.edge(caller, call, key, carried)
		}
		return
	}
	key, ok := strings.CutPrefix(element, "T:")
	if !ok {
		return
	}
	for id, m := range p.types[key] {
		if m.Func != "" && called(call, id, carried) {
			p.edge(caller, call, m.Func, carried)
		}
	}
}

// callsBack reports whether an external callee calls f. A web handler that is
// given to a router waits there for a request.
func (p *program) callsBack(call *callgraph.Call, f *callgraph.Func, carried bool) bool {
	if carried {
		return call.Kind != callgraph.Dispatch || f.Shape&callgraph.HandlerShaped != 0
	}
	return len(call.On) == 0 || f.Shape&callgraph.WebHandler == 0
}

func (p *program) recovers(nodes []callgraph.Node) bool {
	for _, n := range nodes {
		for e := range p.points[p.id(n)] {
			if p.recoverer(p.names[e]) {
				return true
			}
		}
	}
	return false
}

// recoverer reports whether an element makes the object that holds it catch
// panics: catalogued middleware, or first-party middleware that recovers.
func (p *program) recoverer(element callgraph.Node) bool {
	if element == callgraph.RecoverNode {
		return true
	}
	key, ok := strings.CutPrefix(element, "F:")
	if !ok {
		return false
	}
	if f := p.funcs[key]; f != nil {
		return f.Shape&callgraph.Guards != 0 && f.Shape&callgraph.WebHandler != 0 && p.callsOn(f)
	}
	_, ok = catalog.Default().Lookup(catalog.Recover, key)
	return ok
}

// callsOn reports whether a web handler hands its request on, as middleware does.
func (p *program) callsOn(f *callgraph.Func) bool {
	return slices.ContainsFunc(f.Calls, func(c *callgraph.Call) bool {
		return c.Kind == callgraph.Dynamic || c.Kind == callgraph.Invoke && strings.HasPrefix(c.Callee, "ServeHTTP(") ||
			c.Kind != callgraph.Static && strings.HasSuffix(c.Callee, ".Next")
	})
}

// called reports whether an external callee calls a method of an argument:
// one of the parameter's interface, or one that libraries look for in an any.
func called(call *callgraph.Call, id string, carried bool) bool {
	if carried {
		return call.Kind == callgraph.Dispatch && (strings.HasPrefix(id, "ServeHTTP(") || strings.HasPrefix(id, "Invoke("))
	}
	if slices.Contains(call.Interface, id) {
		return true
	}
	if !slices.Contains(call.Interface, callgraph.AnyMethod) {
		return false
	}
	name, _, _ := strings.Cut(id, "(")
	switch name {
	case "String", "Error", "Format", "GoString", "MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText",
		"MarshalXML", "UnmarshalXML", "Scan", "Value", "LogValue", "MarshalDynamoDBAttributeValue", "UnmarshalDynamoDBAttributeValue":
		return true
	}
	return false
}

// register: a value was handed to the Lambda runtime.
func (p *program) register(s *start, element callgraph.Node) {
	if p.recoverer(element) {
		s.recovered = true
	}
	if key, ok := strings.CutPrefix(element, "F:"); ok {
		if f := p.funcs[key]; f != nil {
			if f.Shape&callgraph.HandlerShaped != 0 {
				s.handlers[key] = true
			}
			p.reach(key)
		}
		return
	}
	key, ok := strings.CutPrefix(element, "T:")
	if !ok {
		return
	}
	for id, m := range p.types[key] {
		name, _, _ := strings.Cut(id, "(")
		if m.Func != "" && (name == "Invoke" || name == "ServeHTTP" || name == "Handle" || name == "HandleRequest") {
			s.handlers[m.Func] = true
			p.reach(m.Func)
		}
	}
}

// fallback resolves calls of interface methods into which nothing flows that
// can be seen (dependency injection by reflection, decoding) to the types made
// in reached functions that implement the interface. In a package that others
// complete, only an unambiguous answer counts.
func (p *program) fallback(final bool) bool {
	changed := false
	types := make([]string, 0, len(p.made))
	for t := range p.made {
		if p.types[t] != nil {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	for _, pend := range p.invokes {
		if pend.resolved || len(pend.call.Interface) == 0 {
			continue
		}
		var answers []string
		for _, t := range types {
			if p.implements(t, pend.call.Interface) {
				answers = append(answers, t)
			}
		}
		if len(answers) == 0 || !final && len(answers) > 1 {
			continue
		}
		pend.resolved, changed = true, true
		for _, t := range answers {
			p.dispatch(pend.caller, pend.call, t)
		}
	}
	return changed
}

func (p *program) implements(typeKey string, ids []string) bool {
	methods := p.types[typeKey]
	return !slices.ContainsFunc(ids, func(id string) bool { _, ok := methods[id]; return !ok })
}

// finishEdges puts the edges of each function into source order, and notes
// those on which a router recovers.
func (p *program) finishEdges() {
	for _, edges := range p.edges {
		for _, e := range edges {
			if e.Call.Kind == callgraph.Dispatch && p.recovers(e.Call.On) {
				e.Attr |= callgraph.Recovered
			}
		}
		slices.SortFunc(edges, func(a, b *Edge) int {
			return cmp.Or(a.Call.Pos.Compare(b.Call.Pos), cmp.Compare(a.Callee.Key, b.Callee.Key))
		})
	}
}
