package rule

import "strings"

// Page returns the documentation of a rule: the package comment of its doc.go
// below the heading "# Analyzer". The first line is the title.
func Page(source string) string {
	comment, _, _ := strings.Cut(source, "\npackage ")
	_, comment, _ = strings.Cut(comment, "# Analyzer ")
	_, comment, _ = strings.Cut(comment, "\n")
	var text strings.Builder
	for line := range strings.Lines(comment) {
		line = strings.TrimPrefix(line, "//")
		text.WriteString(strings.TrimPrefix(line, " "))
	}
	return strings.TrimSpace(text.String())
}
