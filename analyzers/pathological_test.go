package analyzers_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
	"github.com/lambdavet/lambdavet/internal/pathological"
)

// TestPathological: the suite comes to an end on programs that nobody writes
// by hand. How long it takes on large ones, scripts/pathological measures.
func TestPathological(t *testing.T) {
	const deadline = 2 * time.Minute // far above what any takes
	libraries := libraries(t)
	for _, shape := range pathological.Shapes() {
		t.Run(shape.Name, func(t *testing.T) {
			done := make(chan error, 1)
			go func() { done <- survives(check(libraries, shape)) }()
			select {
			case err := <-done:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(deadline):
				t.Fatal("no end in sight")
			}
		})
	}
}

// survives runs the suite over a program that has defects.
func survives(pkgs []*packages.Package, err error) error {
	if err != nil {
		return err
	}
	graph, err := checker.Analyze(analyzers.All(), pkgs, nil)
	if err != nil {
		return err
	}
	found := 0
	for _, action := range graph.Roots {
		if action.Err != nil {
			return fmt.Errorf("%s: %w", action, action.Err)
		}
		found += len(action.Diagnostics)
	}
	if found == 0 {
		return fmt.Errorf("nothing found")
	}
	return nil
}

// libraries returns what the programs import.
func libraries(t *testing.T) map[string]*packages.Package {
	t.Helper()
	dir, err := fixturetest.Dir()
	if err != nil {
		t.Fatal(err)
	}
	cfg := &packages.Config{Mode: packages.LoadTypes | packages.NeedModule, Dir: dir}
	pkgs, err := packages.Load(cfg, "context", "database/sql", "encoding/json", "errors", "fmt", "io", "log", "log/slog", "net/http", "os",
		"github.com/aws/aws-lambda-go/events", "github.com/aws/aws-lambda-go/lambda")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]*packages.Package)
	for _, p := range pkgs {
		all[p.PkgPath] = p
	}
	return all
}

// check type-checks the small program of a shape. The go command is not asked:
// it would compile the program, and some of them the compiler cannot stand.
func check(libraries map[string]*packages.Package, shape pathological.Shape) ([]*packages.Package, error) {
	const module = "example.com/pathological"
	known := maps.Clone(libraries)
	fset := token.NewFileSet()
	var pkgs []*packages.Package
	files := shape.Files(shape.Small)
	for _, name := range slices.SortedFunc(maps.Keys(files), byDepth) {
		source := strings.ReplaceAll(files[name], pathological.Module, module)
		file, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p := checkFile(fset, file, path.Join(module, path.Dir(name)), known)
		if len(p.TypeErrors) > 0 {
			return nil, p.TypeErrors[0]
		}
		known[p.PkgPath] = p
		pkgs = append(pkgs, p)
	}
	return pkgs, nil
}

// checkFile makes a first-party package of one file.
func checkFile(fset *token.FileSet, file *ast.File, pkgPath string, known map[string]*packages.Package) *packages.Package {
	p := &packages.Package{
		ID: pkgPath, PkgPath: pkgPath, Name: file.Name.Name, Fset: fset, Syntax: []*ast.File{file},
		Module:     &packages.Module{Path: pkgPath, Main: true},
		TypesSizes: types.SizesFor("gc", "amd64"),
		Imports:    make(map[string]*packages.Package),
		TypesInfo: &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
			Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
			Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
			Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
		},
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if dep := known[imported]; dep != nil && dep.Syntax != nil {
			p.Imports[imported] = dep
		}
	}
	cfg := &types.Config{Importer: importer(known), Sizes: p.TypesSizes, Error: func(err error) {
		p.TypeErrors = append(p.TypeErrors, err.(types.Error))
		p.IllTyped = true
	}}
	p.Types, _ = cfg.Check(pkgPath, fset, p.Syntax, p.TypesInfo)
	return p
}

// byDepth orders packages p0, p1, … by number and main.go last.
func byDepth(a, b string) int {
	number := func(name string) int {
		n, err := strconv.Atoi(strings.TrimPrefix(path.Dir(name), "p"))
		if err != nil {
			return 1 << 30
		}
		return n
	}
	return number(a) - number(b)
}

type importer map[string]*packages.Package

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := i[path]; p != nil && p.Types != nil {
		return p.Types, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}
