package directive

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// Reason returns why a rule is ignored at a line of a file, "" if it is not.
func Reason(name string, content []byte, line int, rule string) string {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, name, content, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return ""
	}
	for _, d := range index(fset, []*ast.File{file}).All {
		if d.valid() && d.Covers(name, line) && slices.Contains(d.Rules, rule) {
			return d.Reason
		}
	}
	return ""
}
