package fix

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// dropUnused removes the imports that edits left without a use: those that the
// old text refers to and the new one does not. It returns the new text as it
// is if there are none.
func dropUnused(before, after []byte) ([]byte, error) {
	old, err := parser.ParseFile(token.NewFileSet(), "", before, 0)
	if err != nil {
		return after, nil // nothing is known of what was used
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", after, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	used, still := qualifiers(old), qualifiers(file)
	dropped := false
	for _, spec := range append([]*ast.ImportSpec(nil), file.Imports...) {
		if name := importName(spec); used[name] && !still[name] {
			alias := ""
			if spec.Name != nil {
				alias = spec.Name.Name
			}
			importPath, _ := strconv.Unquote(spec.Path.Value)
			dropped = astutil.DeleteNamedImport(fset, file, alias, importPath) || dropped
		}
	}
	if !dropped {
		return after, nil
	}
	var buf bytes.Buffer
	if err := format.Node(&buf, fset, file); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// qualifiers returns the names that stand before a dot and are not declared in
// the file: a variable may have the name of an import.
func qualifiers(file *ast.File) map[string]bool {
	unresolved := make(map[*ast.Ident]bool, len(file.Unresolved))
	for _, id := range file.Unresolved {
		unresolved[id] = true
	}
	names := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && unresolved[id] {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

var version = regexp.MustCompile(`^v[0-9]+$`)

// importName returns the name that an import declares, as far as the path
// tells: the last element without version and the usual decoration.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	importPath, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	dir, base := path.Split(importPath)
	if version.MatchString(base) && dir != "" {
		base = path.Base(dir)
	}
	base, _, _ = strings.Cut(base, ".") // gopkg.in/yaml.v3, nats.go
	return strings.TrimPrefix(base, "go-")
}
