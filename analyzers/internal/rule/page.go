package rule

import (
	"go/parser"
	"go/token"
	"strings"
)

// Page returns the documentation of a rule: the package comment of its doc.go
// below the heading "# Analyzer". The first line is the title.
func Page(source string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil || file.Doc == nil {
		return ""
	}
	_, text, _ := strings.Cut(file.Doc.Text(), "# Analyzer ")
	_, text, _ = strings.Cut(text, "\n")
	return strings.TrimSpace(text)
}
