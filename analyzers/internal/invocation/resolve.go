package invocation

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// callValue: a function value is called.
func (p *program) callValue(caller string, call *callgraph.Call, element callgraph.Node) {
	if element == callgraph.MiddlewareNode {
		p.passThrough(call)
		return
	}
	key, ok := strings.CutPrefix(element, "F:")
	if ok && p.edge(caller, call, key, false) {
		p.bind(call, key, callgraph.Param)
	}
}

// passThrough: what a middleware of a library returns carries what it is given, and
// what the middleware is.
func (p *program) passThrough(call *callgraph.Call) {
	if call.Result == "" {
		return
	}
	for _, given := range slices.Concat(call.Args, [][]callgraph.Node{call.On}) {
		for _, n := range given {
			p.flow(n, call.Result+"#0")
		}
	}
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
		for i := range mostResults {
			p.flow(callgraph.ResultNode(key, i), call.Result+"#"+strconv.Itoa(i))
		}
	}
}

// mostResults of a function are followed: nobody has more that carry something.
const mostResults = 3

// callMethod: an interface method is called on a value of some type.
func (p *program) callMethod(pend *pending, element callgraph.Node) {
	if key, ok := strings.CutPrefix(element, "F:"); ok {
		// A function boxed in an interface, as in http.HandlerFunc(f), or
		// held by an external object in it. Close, Do and the like do not call it.
		if f := p.funcs[key]; f != nil && f.Shape&callgraph.HandlerShaped != 0 && takesRequest(pend.call.Callee) {
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

// takesRequest reports whether a method, by its ID, has a parameter that can be
// a request, or the context of one.
func takesRequest(id string) bool {
	_, params, _ := strings.Cut(id, "(")
	return strings.Contains(params, "Context") || strings.Contains(params, "Request") || strings.Contains(params, "Event")
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
	case p.edge(caller, call, m.Func, false):
		for _, n := range call.On {
			p.flow(n, callgraph.Slot(m.Func, 0))
		}
		p.bind(call, m.Func, callgraph.Slot)
	}
}

// callBack: a function that is not summarised was given a function or an object.
func (p *program) callBack(caller string, call *callgraph.Call, element callgraph.Node, carried bool) {
	if key, ok := strings.CutPrefix(element, "F:"); ok {
		if f := p.funcs[key]; f != nil && callsBack(call, f, carried) {
			p.edge(caller, call, key, carried)
		}
		return
	}
	key, ok := strings.CutPrefix(element, "T:")
	if !ok {
		return
	}
	methods := p.types[key]
	for _, id := range slices.Sorted(maps.Keys(methods)) {
		if m := methods[id]; m.Func != "" && called(call, id, carried) {
			p.edge(caller, call, m.Func, carried)
		}
	}
}

// callsBack reports whether an external callee calls f. A web handler that is
// given to a router waits there for a request.
func callsBack(call *callgraph.Call, f *callgraph.Func, carried bool) bool {
	if carried {
		return call.Kind != callgraph.Dispatch || f.Shape&callgraph.HandlerShaped != 0
	}
	return len(call.On) == 0 || f.Shape&callgraph.WebHandler == 0
}

func (p *program) recovers(nodes []callgraph.Node) bool {
	for _, n := range nodes {
		for _, e := range p.points[p.id(n)].AppendTo(nil) {
			if p.recoverer(p.elements[e]) {
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
		return f.Shape&callgraph.Guards != 0 && f.Shape&callgraph.WebHandler != 0 && callsOn(f)
	}
	_, ok = catalog.Default().Lookup(catalog.Recover, key)
	return ok
}

// callsOn reports whether a web handler hands its request on, as middleware does.
func callsOn(f *callgraph.Func) bool {
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
	methods := p.types[key]
	for _, id := range slices.Sorted(maps.Keys(methods)) {
		m := methods[id]
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
