// Package lazyssa builds the SSA form of a first-party package on first use.
//
// It deliberately does not require buildssa: that pass requires the
// fact-bearing ctrlflow, so that drivers would build SSA for the standard
// library and every dependency.
package lazyssa

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/config"
	"github.com/lambdavet/lambdavet/analyzers/internal/firstparty"
)

// Analyzer reports nothing. Its result is a *Package, nil for packages that
// are not first-party or do not type-check.
var Analyzer = &analysis.Analyzer{
	Name:             "lazyssa",
	Doc:              "SSA form of first-party packages, built on first use",
	Requires:         []*analysis.Analyzer{config.Analyzer},
	Run:              run,
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Package](),
}

// Package is the SSA form of one package.
type Package struct {
	build func() ([]*ssa.Function, error)
}

// Functions returns the functions of the package in source order, each
// followed by its literals, and the package initialiser last. Functions of
// _test.go files are left out.
func (p *Package) Functions() ([]*ssa.Function, error) { return p.build() }

func run(pass *analysis.Pass) (any, error) {
	cfg := pass.ResultOf[config.Analyzer].(*config.Config)
	if len(pass.TypeErrors) > 0 || !firstparty.Package(pass, cfg) {
		return (*Package)(nil), nil
	}
	return &Package{build: sync.OnceValues(func() ([]*ssa.Function, error) { return build(pass) })}, nil
}

func build(pass *analysis.Pass) (funcs []*ssa.Function, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("building SSA of %s: %v", pass.Pkg.Path(), r)
		}
	}()
	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(exits)
	declareImports(prog, pass)
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	for _, file := range pass.Files {
		if strings.HasSuffix(pass.Fset.Position(file.FileStart).Filename, "_test.go") {
			continue
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				obj, _ := pass.TypesInfo.Defs[decl.Name].(*types.Func)
				if fn := prog.FuncValue(obj); fn != nil {
					funcs = appendNested(funcs, fn)
				}
			}
		}
	}
	return appendNested(funcs, pkg.Func("init")), nil
}

func appendNested(funcs []*ssa.Function, fn *ssa.Function) []*ssa.Function {
	funcs = append(funcs, fn)
	for _, literal := range fn.AnonFuncs {
		funcs = appendNested(funcs, literal)
	}
	return funcs
}

// exits reports whether fn ends the process or the goroutine, so that the
// code after a call of it is unreachable.
func exits(fn *types.Func) bool {
	if row, ok := catalog.Default().Func(catalog.Exit, fn); ok {
		return len(row.Args) == 0
	}
	row, ok := catalog.Default().Func(catalog.Panic, fn)
	return ok && len(row.Args) == 0
}
