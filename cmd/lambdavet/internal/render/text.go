// Package render writes findings for people and for programs.
package render

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A Text writer prints findings the way compilers do.
type Text struct {
	Dir      string // paths are shown relative to it
	Terminal bool   // a person is watching: chains get lines of their own
	Color    bool
	Verbose  bool // show findings that say the same, however many
}

// Findings writes one line per finding, "file:line:col: message (rule)". On a
// terminal the chain moves from the message to indented lines below it. Many
// findings that say the same in one package are folded.
func (t Text) Findings(w io.Writer, r *Report) error {
	findings := r.Findings
	out := bufio.NewWriter(w)
	fold := newFold(findings)
	for i := range findings {
		show, hidden := fold.next(&findings[i])
		if show || t.Verbose {
			t.finding(out, &findings[i])
		}
		if show && hidden > 0 && !t.Verbose {
			t.folded(out, &findings[i], hidden)
		}
	}
	return out.Flush()
}

func (t Text) finding(w io.Writer, f *finding.Finding) {
	place, rule := t.Place(f.Pos), "("+f.Rule+")"
	if !t.Terminal {
		fmt.Fprintf(w, "%s: %s %s\n", place, f.Message, rule)
		return
	}
	fmt.Fprintf(w, "%s: %s %s\n", t.paint(bold, place), WithoutChain(f), t.paint(yellow, rule))
	for _, hop := range f.Hops {
		fmt.Fprintf(w, "    %s %s\n", t.paint(faint, t.Place(hop.Pos)+":"), hop.Message)
	}
}

func (t Text) folded(w io.Writer, f *finding.Finding, hidden int) {
	dir := ShortPath(t.Dir, filepath.Dir(f.Pos.File))
	fmt.Fprintf(w, "%s: %d more like it in this package, shown with -verbose (%s)\n", t.paint(bold, dir), hidden, f.Rule)
}

// Place returns "file:line:col", as short as it can be.
func (t Text) Place(p finding.Position) string {
	return fmt.Sprintf("%s:%d:%d", ShortPath(t.Dir, p.File), p.Line, p.Column)
}

// ShortPath returns path relative to dir, unless that is the longer one.
func ShortPath(dir, path string) string {
	rel, err := filepath.Rel(dir, path)
	if err != nil || len(rel) >= len(path) {
		return path
	}
	return rel
}

// WithoutChain cuts "(main.handler → …)" from the end of the message.
func WithoutChain(f *finding.Finding) string {
	chain := f.Chain()
	if len(chain) == 0 {
		return f.Message
	}
	if i := strings.LastIndex(f.Message, " ("+chain[0]+" → "); i > 0 && strings.HasSuffix(f.Message, ")") {
		return f.Message[:i]
	}
	return f.Message
}

// Strong returns text in bold, where that can be shown.
func (t Text) Strong(text string) string { return t.paint(bold, text) }

type style string

const (
	bold   style = "1"
	faint  style = "2"
	yellow style = "33"
)

func (t Text) paint(s style, text string) string {
	if !t.Color {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
