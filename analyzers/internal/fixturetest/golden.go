package fixturetest

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strconv"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/packages"
)

// update rewrites the golden files: go test ./analyzers/<rule> -update.
var update = flag.Bool("update", false, "rewrite golden files of fixtures")

// compareGolden applies the fixes of the files that have a golden file.
func compareGolden(t *testing.T, findings []Finding, pkgs []*packages.Package) {
	t.Helper()
	for _, p := range pkgs {
		for _, name := range p.CompiledGoFiles {
			if golden, err := os.ReadFile(name + ".golden"); err == nil {
				if err := checkGolden(name, golden, p, findings); err != nil {
					t.Errorf("%s: %v", short(name), err)
				}
			}
		}
	}
}

func checkGolden(name string, golden []byte, p *packages.Package, findings []Finding) error {
	got, err := fixed(name, p, editsOf(name, findings))
	switch {
	case err != nil:
		return err
	case *update:
		return os.WriteFile(name+".golden", got, 0o644)
	case !bytes.Equal(bytes.TrimSpace(got), bytes.TrimSpace(golden)):
		return fmt.Errorf("the fixed file is not as in its golden file: %s", firstDifference(got, golden))
	}
	return nil
}

// edit replaces bytes of a file.
type edit struct {
	start, end int
	text       string
}

// editsOf returns the edits of the first fix of each finding in a file, sorted.
func editsOf(name string, findings []Finding) []edit {
	var edits []edit
	for _, f := range findings {
		if len(f.Fixes) == 0 {
			continue
		}
		for _, e := range f.Fixes[0].TextEdits {
			if f.fset.Position(e.Pos).Filename == name {
				edits = append(edits, newEdit(f.fset, e))
			}
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	return slices.Compact(edits) // several fixes may add the same import
}

func newEdit(fset *token.FileSet, e analysis.TextEdit) edit {
	end := e.End
	if !end.IsValid() {
		end = e.Pos
	}
	return edit{fset.Position(e.Pos).Offset, fset.Position(end).Offset, string(e.NewText)}
}

// fixed returns the file with edits applied, without the imports that they
// leave unused.
func fixed(name string, p *packages.Package, edits []edit) ([]byte, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if len(edits) == 0 {
		return nil, fmt.Errorf("there is a golden file but no fix")
	}
	var out []byte
	done := 0
	for _, e := range edits {
		if e.start < done || e.end < e.start || e.end > len(src) {
			return nil, fmt.Errorf("bytes %d to %d: the edit overlaps another one", e.start, e.end)
		}
		out = append(append(out, src[done:e.start]...), e.text...)
		done = e.end
	}
	return tidy(append(out, src[done:]...), p)
}

// tidy formats src and removes unused imports.
func tidy(src []byte, p *packages.Package) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s", err, src)
	}
	used := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	for _, spec := range slices.Clone(file.Imports) {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name != "_" && name != "." && !used[cmp.Or(name, importName(p, importPath))] {
			astutil.DeleteNamedImport(fset, file, name, importPath)
		}
	}
	var buf bytes.Buffer
	if err := format.Node(&buf, fset, file); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// importName returns the name of an imported package.
func importName(p *packages.Package, importPath string) string {
	for _, imported := range p.Types.Imports() {
		if imported.Path() == importPath {
			return imported.Name()
		}
	}
	return path.Base(importPath)
}

// firstDifference shows where two texts part.
func firstDifference(got, want []byte) string {
	g, w := bytes.Split(bytes.TrimSpace(got), []byte("\n")), bytes.Split(bytes.TrimSpace(want), []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d:\n%s", len(g), len(w), got)
}
