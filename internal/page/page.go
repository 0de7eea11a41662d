// Package page renders the page of a rule: for readers of the repository, of a
// terminal, and of reports.
package page

import (
	"bytes"
	"fmt"
	"go/doc/comment"
	"html"
	"strings"

	"honnef.co/go/tools/analysis/lint"
)

// Markdown renders the page of the rule of that name.
func Markdown(name string, doc *lint.Documentation) string {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "# %s\n\n**%s**\n\n", name, doc.Title)
	text, rest := sections(doc)
	buf.WriteString(markdown(text))
	if doc.Before != "" {
		fmt.Fprintf(&buf, "\n## Bad\n\n```go\n%s```\n\n## Good\n\n```go\n%s```\n", doc.Before, doc.After)
	}
	if rest != "" {
		buf.WriteString("\n" + markdown(rest))
	}
	return buf.String()
}

// sections parts the text of a page where its first heading is: the examples
// stand between.
func sections(doc *lint.Documentation) (text, rest string) {
	text, rest, ok := strings.Cut(doc.Text, "\n\n# ")
	if ok {
		rest = "# " + rest
	}
	return text, rest
}

// markdown renders the syntax of Go doc comments.
func markdown(text string) string {
	printer := comment.Printer{HeadingLevel: 2, HeadingID: noHeadingID}
	var buf bytes.Buffer
	for i, block := range new(comment.Parser).Parse(text).Content {
		if i > 0 {
			buf.WriteByte('\n')
		}
		if code, ok := block.(*comment.Code); ok {
			fmt.Fprintf(&buf, "```\n%s```\n", code.Text)
			continue
		}
		buf.Write(printer.Markdown(&comment.Doc{Content: []comment.Block{block}}))
	}
	return buf.String()
}

func noHeadingID(*comment.Heading) string { return "" }

// HTML renders the page for a document in which level is the next level of
// headings. All text is escaped.
func HTML(doc *lint.Documentation, level int) string {
	var buf bytes.Buffer
	text, rest := sections(doc)
	buf.WriteString(markup(text, level))
	if doc.Before != "" {
		for _, example := range [][2]string{{"Bad", doc.Before}, {"Good", doc.After}} {
			fmt.Fprintf(&buf, "<h%d>%s</h%d>\n<pre><code>%s</code></pre>\n", level, example[0], level, html.EscapeString(example[1]))
		}
	}
	if rest != "" {
		buf.WriteString(markup(rest, level))
	}
	return buf.String()
}

// markup renders the syntax of Go doc comments.
func markup(text string, level int) string {
	printer := comment.Printer{HeadingLevel: level, HeadingID: noHeadingID}
	return string(printer.HTML(new(comment.Parser).Parse(text)))
}
