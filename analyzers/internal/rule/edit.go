package rule

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"strconv"
	"strings"
)

// Source returns the text of a syntax node.
func (c *Context) Source(n ast.Node) string {
	var buf bytes.Buffer
	if err := format.Node(&buf, c.Pass.Fset, n); err != nil {
		return ""
	}
	return buf.String()
}

// Import returns the name by which file refers to a package, and the edits
// that import it if it is not yet.
func (c *Context) Import(file *ast.File, path string) (string, []Edit) {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for _, spec := range file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != path {
			continue
		}
		switch {
		case spec.Name == nil:
			return base, nil
		case spec.Name.Name != "_" && spec.Name.Name != ".":
			return spec.Name.Name, nil
		}
	}
	quoted := strconv.Quote(path)
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			break
		}
		if gen.Lparen.IsValid() {
			at := c.Position(importPlace(gen, path))
			return base, []Edit{{Pos: at, End: at, New: quoted + "\n\t"}}
		}
	}
	at := c.Position(file.Name.End())
	return base, []Edit{{Pos: at, End: at, New: "\n\nimport " + quoted}}
}

// importPlace returns where a standard import goes: before the first one that
// sorts after it.
func importPlace(gen *ast.GenDecl, path string) token.Pos {
	for _, spec := range gen.Specs {
		imp := spec.(*ast.ImportSpec)
		if p, err := strconv.Unquote(imp.Path.Value); err == nil && p > path {
			return imp.Pos()
		}
	}
	if len(gen.Specs) > 0 {
		return gen.Specs[0].Pos()
	}
	return gen.Rparen
}
