// Package source reads the files that findings stand in: for excerpts, and for
// what identifies a finding when lines move.
package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// Files reads each file once. A file that cannot be read has no lines. Files
// is not safe for concurrent use.
type Files struct {
	files map[string]*file
}

// New returns Files that has read nothing yet.
func New() *Files { return &Files{files: make(map[string]*file)} }

type file struct {
	lines []string
	pkg   string // its name
	decls []declaration
}

// A declaration spans lines, first to last.
type declaration struct {
	first, last int
	name        string
}

// Lines returns the lines of the file of that name, without line ends.
func (s *Files) Lines(name string) []string { return s.open(name).lines }

// Line returns the line that p is in, or "".
func (s *Files) Line(p finding.Position) string {
	lines := s.Lines(p.File)
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return lines[p.Line-1]
}

// Function returns the name of the declared function that p is in, such as
// handler or (*Store).Save, or "" outside of functions.
func (s *Files) Function(p finding.Position) string {
	for _, d := range s.open(p.File).decls {
		if d.first <= p.Line && p.Line <= d.last {
			return d.name
		}
	}
	return ""
}

func (s *Files) open(name string) *file {
	if f := s.files[name]; f != nil {
		return f
	}
	f := new(file)
	s.files[name] = f
	data, err := os.ReadFile(name)
	if err != nil {
		return f
	}
	f.lines = strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	f.pkg, f.decls = declarations(data)
	return f
}

// declarations finds the package name and the functions of a file, as far as it
// can be parsed.
func declarations(data []byte) (pkg string, all []declaration) {
	fset := token.NewFileSet()
	syntax, _ := parser.ParseFile(fset, "", data, parser.SkipObjectResolution)
	if syntax == nil {
		return "", nil
	}
	line := func(pos token.Pos) int { return fset.PositionFor(pos, false).Line }
	for _, decl := range syntax.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			all = append(all, declaration{line(fn.Pos()), line(fn.End()), functionName(fn)})
		}
	}
	return syntax.Name.Name, all
}

// functionName returns the name with the receiver's type, as in stack traces.
func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	typ, pointer := fn.Recv.List[0].Type, ""
	for {
		switch t := typ.(type) {
		case *ast.ParenExpr:
			typ = t.X
		case *ast.StarExpr:
			typ, pointer = t.X, "*"
		case *ast.IndexExpr:
			typ = t.X
		case *ast.IndexListExpr:
			typ = t.X
		case *ast.Ident:
			if pointer != "" {
				return "(*" + t.Name + ")." + fn.Name.Name
			}
			return t.Name + "." + fn.Name.Name
		default:
			return fn.Name.Name
		}
	}
}
