package invocation

import (
	"maps"
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
)

// origins resolves the nodes that a package left open, along the calls that
// an invocation makes and the assignments of the whole program.
type origins struct {
	assigns map[callgraph.Node][]provenance.Origin
	bits    map[callgraph.Node]provenance.Bits
	places  map[callgraph.Node]bool // whose functions were looked at
}

// Bits returns what an origin is made of in this program.
func (p *Program) Bits(o provenance.Origin) provenance.Bits {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.origins == nil {
		p.origins = p.findOrigins()
	}
	return p.origins.resolve(o)
}

func (p *Program) findOrigins() *origins {
	o := &origins{
		assigns: make(map[callgraph.Node][]provenance.Origin),
		bits:    make(map[callgraph.Node]provenance.Bits),
		places:  make(map[callgraph.Node]bool),
	}
	for _, e := range p.Entries {
		o.inputs(e.Func)
	}
	for key := range p.joined.reached {
		for _, a := range p.joined.funcs[key].Assigns {
			o.assigns[a.Node] = append(o.assigns[a.Node], a.From)
		}
		for _, e := range p.joined.edges[key] {
			o.call(e)
		}
		for _, c := range p.joined.funcs[key].Calls {
			o.held(p.joined, c)
		}
	}
	o.unassigned()
	o.propagate(func(n callgraph.Node) provenance.Bits { return o.stated(n) &^ provenance.Choice })
	o.propagate(o.madeOf)
	return o
}

// propagate adds bits to each node, and what a node has to all that are made of
// it. Choice comes in a second run, since it depends on what the first one found.
func (o *origins) propagate(bits func(callgraph.Node) provenance.Bits) {
	added := make(map[callgraph.Node]provenance.Bits, len(o.assigns))
	users := make(map[callgraph.Node][]callgraph.Node) // nodes that are made of one
	for n, list := range o.assigns {
		added[n] = bits(n)
		for _, from := range list {
			for _, m := range from.Nodes {
				users[m] = append(users[m], n)
			}
		}
	}
	for n, b := range added {
		o.bits[n] |= b
	}
	for _, n := range slices.Collect(maps.Keys(o.bits)) {
		for work := []callgraph.Node{n}; len(work) > 0; {
			n := work[len(work)-1]
			work = work[:len(work)-1]
			for _, user := range users[n] {
				if all := o.bits[user] | o.bits[n]; all != o.bits[user] {
					o.bits[user] = all
					work = append(work, user)
				}
			}
		}
	}
}

// stated joins what assignments say themselves, nodes aside.
func (o *origins) stated(n callgraph.Node) provenance.Bits {
	var all provenance.Bits
	for _, from := range o.assigns[n] {
		all |= from.Bits
	}
	return all
}

// madeOf joins everything that a node is assigned. If only a part of it is
// random, the node need not be.
func (o *origins) madeOf(n callgraph.Node) provenance.Bits {
	var all provenance.Bits
	random, fixed := false, false
	for _, from := range o.assigns[n] {
		bits := o.resolve(from)
		all |= bits
		random = random || bits&provenance.Random != 0
		fixed = fixed || bits&provenance.Random == 0
	}
	if random && fixed {
		all |= provenance.Choice
	}
	return all
}

// unassigned marks the parameters of functions that only code calls that
// cannot be seen.
func (o *origins) unassigned() {
	for _, list := range o.assigns {
		for _, from := range list {
			for _, n := range from.Nodes {
				if strings.HasPrefix(n, "p:") && o.assigns[n] == nil {
					o.bits[n] |= provenance.Other
				}
			}
		}
	}
}

// inputs: what a handler gets besides its context is the event.
func (o *origins) inputs(handler *callgraph.Func) {
	for _, i := range handler.Inputs {
		o.bits[callgraph.Slot(handler.Key, i)] = provenance.Event
	}
}

// call: arguments of a call whose callee the join found. A router or an adapter
// gives a handler a part of the request that it was given.
func (o *origins) call(e *Edge) {
	if e.Call.Kind == callgraph.Dispatch && e.Callee.Shape&callgraph.HandlerShaped != 0 {
		o.inputs(e.Callee)
	}
	if e.Call.Kind != callgraph.Dynamic && e.Call.Kind != callgraph.Invoke {
		return
	}
	param := callgraph.Slot
	if e.Call.Kind == callgraph.Dynamic {
		param = callgraph.Param
	}
	for i, origin := range e.Call.Origins {
		node := param(e.Callee.Key, i)
		o.assigns[node] = append(o.assigns[node], origin)
	}
	if e.Call.Kind == callgraph.Invoke {
		o.results(e)
	}
}

// results: a call of an interface method returns what the methods return that
// answer it.
func (o *origins) results(e *Edge) {
	for i := range mostResults {
		node := callgraph.MethodResult(e.Call.Callee, i)
		from := provenance.Origin{Nodes: []string{callgraph.ResultNode(e.Callee.Key, i)}}
		o.assigns[node] = append(o.assigns[node], from)
	}
}

// mostHeld bounds the functions of one place whose results are looked at. That
// a result may be anything else, the tracer says anyway.
const mostHeld = 100

// held: a call of a function value returns what the functions return that are
// kept in the field or package variable it was taken from.
func (o *origins) held(p *program, call *callgraph.Call) {
	if call.Kind != callgraph.Dynamic {
		return
	}
	for _, place := range call.On {
		kept := strings.HasPrefix(place, "f:") || strings.HasPrefix(place, "g:")
		if !kept || o.places[place] {
			continue
		}
		o.places[place] = true
		functions := p.points[p.id(place)]
		if functions.Len() > mostHeld {
			continue
		}
		for _, e := range functions.AppendTo(nil) {
			key, ok := strings.CutPrefix(p.elements[e], "F:")
			for i := 0; ok && i < mostResults; i++ {
				node := callgraph.HeldResult(place, i)
				o.assigns[node] = append(o.assigns[node], p.returned(key, i))
			}
		}
	}
}

// returned is the origin of result i of a function, be it summarised or not.
func (p *program) returned(key string, i int) provenance.Origin {
	if p.funcs[key] == nil {
		return provenance.OfSymbol(key)
	}
	return provenance.Origin{Nodes: []string{callgraph.ResultNode(key, i)}}
}

func (o *origins) resolve(origin provenance.Origin) provenance.Bits {
	bits := origin.Bits
	for _, n := range origin.Nodes {
		bits |= o.bits[n]
	}
	return bits
}
