package graph

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// The colours are readable on a light and on a dark page.
const mermaidStyles = `  classDef source fill:#fdf3dc,stroke:#d9c48a,color:#1f2430
  classDef handler fill:#e8f0fb,stroke:#9db7dd,color:#1f2430
  classDef found fill:#e8f0fb,stroke:#b3261e,color:#1f2430
  classDef package fill:#f5f6f8,stroke:#b8bec8,color:#1f2430
  classDef service fill:#e6f4ea,stroke:#9ccbaa,color:#1f2430
`

// Mermaid writes the picture in the language that forges draw in Markdown.
func Mermaid(w io.Writer, entries []Entry) error {
	p := draw(entries)
	m := &mermaid{names: p.names()}
	m.WriteString("flowchart LR\n")
	for _, s := range p.sources {
		m.node("  ", node{sourceColumn, s}, "([%s])", escape(s), "source")
	}
	for i, c := range p.clusters {
		fmt.Fprintf(m, "  subgraph g%d [%s]\n", i+1, escape(c.pkg))
		for _, b := range c.boxes {
			label, class := b.mermaid()
			m.node("    ", b.node, "[%s]", label, class)
		}
		fmt.Fprintf(m, "  end\n  style g%d fill:none,stroke:#b8bec8\n", i+1)
	}
	for _, s := range p.packages {
		m.node("  ", node{packageColumn, s}, "[%s]", escape(s), "package")
	}
	for _, s := range p.services {
		m.node("  ", node{serviceColumn, s}, "[(%s)]", escape(s), "service")
	}
	for _, e := range p.edges {
		m.edge(e)
	}
	m.WriteString(mermaidStyles)
	_, err := m.WriteTo(w)
	return err
}

type mermaid struct {
	bytes.Buffer
	names map[node]string
}

func (m *mermaid) node(indent string, n node, shape, label, class string) {
	fmt.Fprintf(m, "%s%s"+shape+":::%s\n", indent, m.names[n], label, class)
}

// edge: what only reads is dotted.
func (m *mermaid) edge(e edge) {
	arrow := "-->"
	if e.to.column == serviceColumn && !e.writes {
		arrow = "-.->"
	}
	label := ""
	if e.label != "" {
		label = "|" + escape(e.label) + "|"
	}
	fmt.Fprintf(m, "  %s %s%s %s\n", m.names[e.from], arrow, label, m.names[e.to])
}

func (b *box) mermaid() (label, class string) {
	class = "handler"
	var lines []string
	for _, h := range b.handlers {
		lines = append(lines, h.name)
		if h.findings != "" {
			class = "found"
			lines = append(lines, h.findings)
		}
	}
	return escape(strings.Join(lines, "\n")), class
}

// escape makes any text a label: quoted, and what Mermaid or HTML would read as
// markup written as entities.
func escape(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '\n':
			out.WriteString("<br>")
		case strings.ContainsRune("\"#&;<>`\\", r):
			fmt.Fprintf(&out, "#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
