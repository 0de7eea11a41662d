package analyzers

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/lint"
)

// Documentation returns the page of a rule by its parts: Title; Text, which
// says why the defect hurts on Lambda, when the rule stays silent and what
// -strict adds, in the syntax of Go doc comments; and the complete programs
// Before and After.
func Documentation(a *analysis.Analyzer) *lint.Documentation {
	title, page, _ := strings.Cut(a.Doc, "\n")
	_, title, _ = strings.Cut(title, ": ")
	doc := &lint.Documentation{Title: title, Severity: lint.SeverityWarning}
	var text []string
	for i, section := range strings.Split("\n"+page, "\n# ") {
		heading, body, _ := strings.Cut(section, "\n")
		switch {
		case i == 0:
			text = append(text, strings.TrimSpace(section))
		case heading == "Bad":
			doc.Before = unindent(body)
		case heading == "Good":
			doc.After = unindent(body)
		default:
			text = append(text, "# "+heading+"\n\n"+strings.Trim(body, "\n"))
		}
	}
	if adds := StrictOf(a); len(adds) > 0 {
		text = append(text, "# With -strict"+list(adds))
	}
	doc.Text = strings.Join(text, "\n\n")
	return doc
}

// list writes what -strict adds as a list of a doc comment.
func list(adds []Strict) string {
	var b strings.Builder
	b.WriteByte('\n')
	for _, s := range adds {
		fmt.Fprintf(&b, "\n  - %s: %s", s.What, s.Why)
	}
	return b.String()
}

// unindent takes the tab off that makes a code block in a doc comment.
func unindent(block string) string {
	lines := strings.Split(strings.Trim(block, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "\t")
	}
	return strings.TrimSpace(strings.Join(lines, "\n")) + "\n"
}
