package graph

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// A picture is what both languages draw. Handlers of one package that have the
// same source and reach the same share a box, so that it stays readable.
type picture struct {
	sources  []string
	clusters []cluster // of handlers, by package
	packages []string
	services []string
	edges    []edge
}

type cluster struct {
	pkg   string
	boxes []*box
}

// A box stands for one or more handlers.
type box struct {
	node
	pkg      string
	handlers []handler
}

type handler struct {
	name     string
	findings string // "dbconn 1, tmpfile 2"
}

// A node is known by its column and its text.
type node struct {
	column column
	text   string
}

type column byte

const (
	sourceColumn  column = 's'
	handlerColumn column = 'h'
	packageColumn column = 'p'
	serviceColumn column = 'x'
)

type edge struct {
	from, to node
	label    string
	writes   bool
}

func draw(entries []Entry) *picture {
	p := new(picture)
	short := shortener(entries)
	boxes := make(map[string]*box)
	calls := make(map[[2]node]*operations)
	for i := range entries {
		e := &entries[i]
		b := p.box(boxes, e, short)
		b.handlers = append(b.handlers, handler{e.Func, countsOf(e)})
		for _, f := range e.Effects {
			from := b.node
			if f.Package != e.Package {
				from = node{packageColumn, short(f.Package)}
			}
			pair := [2]node{from, {serviceColumn, f.Service}}
			if calls[pair] == nil {
				calls[pair] = new(operations)
			}
			calls[pair].add(f)
			p.connect(b.node, from)
		}
	}
	most := mostOperations
	if len(calls) > manyEdges {
		most = 1
	}
	for pair, ops := range calls {
		p.edges = append(p.edges, edge{pair[0], pair[1], ops.label(most), len(ops.writes) > 0})
	}
	p.arrange(boxes)
	return p
}

// box returns the box of an entry, and connects a new one with its source.
func (p *picture) box(boxes map[string]*box, e *Entry, short func(string) string) *box {
	key := sameness(e)
	if b := boxes[key]; b != nil {
		return b
	}
	b := &box{node: node{handlerColumn, key}, pkg: short(e.Package)}
	boxes[key] = b
	p.edges = append(p.edges, edge{from: node{sourceColumn, sourceOf(e)}, to: b.node})
	return b
}

// sameness is what the handlers of one box have in common.
func sameness(e *Entry) string {
	parts := []string{e.Package, sourceOf(e)}
	for _, f := range e.Effects {
		parts = append(parts, f.Package+" "+f.Service+" "+f.Operation)
	}
	slices.Sort(parts[2:])
	return strings.Join(slices.Compact(parts), "\n")
}

func sourceOf(e *Entry) string {
	if e.Source == "" {
		return "event of unknown source"
	}
	return e.Source
}

func countsOf(e *Entry) string {
	var counts []string
	for _, rule := range slices.Sorted(maps.Keys(e.Findings)) {
		counts = append(counts, fmt.Sprintf("%s %d", rule, e.Findings[rule]))
	}
	return strings.Join(counts, ", ")
}

// connect adds a plain edge between a handler and a package, once.
func (p *picture) connect(from, to node) {
	e := edge{from: from, to: to}
	if from != to && !slices.Contains(p.edges, e) {
		p.edges = append(p.edges, e)
	}
}

// arrange fills the columns and puts everything in a fixed order.
func (p *picture) arrange(boxes map[string]*box) {
	byPackage := make(map[string][]*box)
	for _, key := range slices.Sorted(maps.Keys(boxes)) {
		byPackage[boxes[key].pkg] = append(byPackage[boxes[key].pkg], boxes[key])
	}
	for _, pkg := range slices.Sorted(maps.Keys(byPackage)) {
		p.clusters = append(p.clusters, cluster{pkg, byPackage[pkg]})
	}
	columns := make(map[column]map[string]bool)
	for _, e := range p.edges {
		for _, n := range []node{e.from, e.to} {
			if columns[n.column] == nil {
				columns[n.column] = make(map[string]bool)
			}
			columns[n.column][n.text] = true
		}
	}
	p.sources = slices.Sorted(maps.Keys(columns[sourceColumn]))
	p.packages = slices.Sorted(maps.Keys(columns[packageColumn]))
	p.services = slices.Sorted(maps.Keys(columns[serviceColumn]))
	slices.SortFunc(p.edges, func(a, b edge) int { return cmp.Or(a.from.compare(b.from), a.to.compare(b.to)) })
}

func (n node) compare(m node) int {
	return cmp.Or(cmp.Compare(n.column, m.column), cmp.Compare(n.text, m.text))
}

// names numbers the nodes: what they are called may hold any character.
func (p *picture) names() map[node]string {
	names := make(map[node]string)
	number := func(n node, i int) { names[n] = fmt.Sprintf("%c%d", n.column, i+1) }
	for i, s := range p.sources {
		number(node{sourceColumn, s}, i)
	}
	i := 0
	for _, c := range p.clusters {
		for _, b := range c.boxes {
			number(b.node, i)
			i++
		}
	}
	for i, s := range p.packages {
		number(node{packageColumn, s}, i)
	}
	for i, s := range p.services {
		number(node{serviceColumn, s}, i)
	}
	return names
}

// operations are those of one package on one service.
type operations struct{ writes, reads []string }

func (o *operations) add(f Effect) {
	list := &o.writes
	if f.Kind == "read" {
		list = &o.reads
	}
	if !slices.Contains(*list, f.Operation) {
		*list = append(*list, f.Operation)
	}
}

// An edge shows mostOperations; in a picture of manyEdges, one.
const (
	mostOperations = 4
	manyEdges      = 24
)

// label names the operations, those that change something first.
func (o *operations) label(most int) string {
	slices.Sort(o.writes)
	slices.Sort(o.reads)
	names := slices.Concat(o.writes, o.reads)
	if hidden := len(names) - most; hidden > 1 || hidden > 0 && most == 1 {
		names = append(names[:most:most], fmt.Sprintf("%d more", hidden))
	}
	if most == 1 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "\n")
}

// shortener cuts off the folder that all packages have in common.
func shortener(entries []Entry) func(string) string {
	common := ""
	for i := range entries {
		for _, pkg := range append([]string{entries[i].Package}, entries[i].Packages...) {
			if common == "" {
				common = path.Dir(pkg)
			}
			for common != "." && !strings.HasPrefix(pkg, common+"/") {
				common = path.Dir(common)
			}
		}
	}
	return func(pkg string) string { return strings.TrimPrefix(pkg, common+"/") }
}
