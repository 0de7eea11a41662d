package page

import (
	"bytes"
	"fmt"
	"go/doc/comment"
	"strings"

	"honnef.co/go/tools/analysis/lint"
)

// Text renders the page of the rule of that name for a terminal. Headings go
// through strong, which may make them bold.
func Text(name string, doc *lint.Documentation, strong func(string) string) string {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%s: %s\n\n", strong(name), doc.Title)
	text, rest := sections(doc)
	buf.WriteString(plain(text, strong))
	if doc.Before != "" {
		fmt.Fprintf(&buf, "\n%s\n\n%s\n%s\n\n%s", strong("Bad"), indent(doc.Before), strong("Good"), indent(doc.After))
	}
	if rest != "" {
		buf.WriteString("\n" + plain(rest, strong))
	}
	return buf.String()
}

// plain renders the syntax of Go doc comments.
func plain(text string, strong func(string) string) string {
	printer := comment.Printer{TextCodePrefix: "    ", TextWidth: 80}
	var buf bytes.Buffer
	for i, block := range new(comment.Parser).Parse(text).Content {
		if i > 0 {
			buf.WriteByte('\n')
		}
		out := string(printer.Text(&comment.Doc{Content: []comment.Block{block}}))
		if _, ok := block.(*comment.Heading); ok {
			out = strong(strings.TrimSpace(strings.TrimPrefix(out, "# "))) + "\n"
		}
		buf.WriteString(out)
	}
	return buf.String()
}

func indent(code string) string {
	var buf strings.Builder
	for line := range strings.Lines(code) {
		if line != "\n" {
			buf.WriteString("    ")
		}
		buf.WriteString(line)
	}
	return buf.String()
}
