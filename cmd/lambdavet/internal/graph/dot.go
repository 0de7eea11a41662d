package graph

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"
)

const dotHead = `digraph entrypoints {
  rankdir=LR
  ranksep=0.9
  nodesep=0.18
  bgcolor="white"
  node [shape=box, style="rounded,filled", fontname="Helvetica,Arial,sans-serif", fontsize=12, margin="0.16,0.08", color="#b8bec8", fillcolor="white", fontcolor="#1f2430"]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, color="#9aa3b2", fontcolor="#4a5263", arrowsize=0.6]
`

// DOT writes the picture in the language of Graphviz.
func DOT(w io.Writer, entries []Entry) error {
	p := draw(entries)
	d := &dot{names: p.names()}
	d.WriteString(dotHead)
	for _, s := range p.sources {
		d.node("  ", node{sourceColumn, s}, quote(s), `fillcolor="#fdf3dc", color="#d9c48a"`)
	}
	for i, c := range p.clusters {
		fmt.Fprintf(d, "  subgraph cluster_%d {\n    label=%s\n", i+1, quote(c.pkg))
		d.WriteString("    labeljust=l; fontname=\"Helvetica,Arial,sans-serif\"; fontsize=11; fontcolor=\"#5b6475\"; color=\"#dfe3ea\"; style=rounded\n")
		for _, b := range c.boxes {
			d.node("    ", b.node, b.dot(), `fillcolor="#e8f0fb", color="#9db7dd"`)
		}
		d.WriteString("  }\n")
	}
	for _, s := range p.packages {
		d.node("  ", node{packageColumn, s}, quote(s), `fillcolor="#f5f6f8"`)
	}
	for _, s := range p.services {
		d.node("  ", node{serviceColumn, s}, quote(s), `fillcolor="#e6f4ea", color="#9ccbaa"`)
	}
	for _, e := range p.edges {
		d.edge(e)
	}
	d.WriteString("}\n")
	_, err := d.WriteTo(w)
	return err
}

type dot struct {
	bytes.Buffer
	names map[node]string
}

func (d *dot) node(indent string, n node, label, style string) {
	fmt.Fprintf(d, "%s%s [label=%s, %s]\n", indent, d.names[n], label, style)
}

// edge: what only reads is dashed.
func (d *dot) edge(e edge) {
	var attrs []string
	if e.label != "" {
		attrs = append(attrs, "label="+quote(e.label))
	}
	switch {
	case e.writes:
		attrs = append(attrs, `color="#4a5263"`)
	case e.to.column == serviceColumn:
		attrs = append(attrs, "style=dashed")
	}
	fmt.Fprintf(d, "  %s -> %s", d.names[e.from], d.names[e.to])
	if len(attrs) > 0 {
		fmt.Fprintf(d, " [%s]", strings.Join(attrs, ", "))
	}
	d.WriteString("\n")
}

// dot returns the label of a box, a text with markup.
func (b *box) dot() string {
	var lines []string
	for _, h := range b.handlers {
		line := html.EscapeString(h.name)
		if h.findings != "" {
			line += `<br/><font point-size="10" color="#b3261e">` + html.EscapeString(h.findings) + `</font>`
		}
		lines = append(lines, line)
	}
	return "<" + strings.Join(lines, "<br/>") + ">"
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
