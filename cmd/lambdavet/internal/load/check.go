package load

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"runtime"
	"sync"
	"time"
)

// typecheck parses and checks the packages of prog. Parsing comes first, since
// it shows which packages need cgo, which the same go command can run.
func typecheck(prog *Program, cfg Config, chosen *choice) error {
	start := time.Now()
	compiled := chosen.compiled()
	prog.Stats.Source, prog.Stats.Compiled = len(prog.Packages), len(compiled)
	parseAll(prog.Fset, prog.Packages)
	cgo := cgoPackages(prog.Packages)
	u, generated, err := newUniverse(prog.Fset, cfg, compiled, ids(cgo))
	prog.Stats.Export = time.Since(start)
	if err != nil {
		return err
	}
	start = time.Now()
	for _, pkg := range cgo {
		if files := generated[pkg.ID]; len(files) > 0 {
			reparse(prog.Fset, pkg, files)
		}
	}
	checkAll(prog.Fset, u, prog.Packages)
	prog.Stats.Check = time.Since(start)
	return nil
}

// parseAll parses all files of pkgs, several at a time.
func parseAll(fset *token.FileSet, pkgs []*Package) {
	parallel(len(pkgs), func(i int) { parsePackage(fset, pkgs[i]) })
}

func parsePackage(fset *token.FileSet, pkg *Package) {
	const mode = parser.ParseComments | parser.SkipObjectResolution | parser.AllErrors
	for _, name := range pkg.goFiles {
		file, err := parser.ParseFile(fset, name, nil, mode)
		if err != nil {
			pkg.errs = append(pkg.errs, syntaxErrors(name, err)...)
			pkg.IllTyped = true
		}
		if file != nil {
			pkg.Files = append(pkg.Files, file)
		}
	}
}

// cgoPackages returns the packages that import "C".
func cgoPackages(pkgs []*Package) []*Package {
	var cgo []*Package
	for _, pkg := range pkgs {
		if importsC(pkg.Files) {
			cgo = append(cgo, pkg)
		}
	}
	return cgo
}

func importsC(files []*ast.File) bool {
	for _, file := range files {
		for _, spec := range file.Imports {
			if spec.Path.Value == `"C"` {
				return true
			}
		}
	}
	return false
}

// reparse replaces the files of a cgo package by those that cgo made of them;
// their line directives point back to the originals.
func reparse(fset *token.FileSet, pkg *Package, generated []string) {
	pkg.goFiles, pkg.Files, pkg.errs = generated, nil, nil
	parsePackage(fset, pkg)
}

// checkAll type-checks pkgs, each after those it imports.
func checkAll(fset *token.FileSet, u *universe, pkgs []*Package) {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for _, pkg := range pkgs {
		wg.Go(func() {
			defer close(pkg.done)
			for _, dep := range pkg.Imports {
				<-dep.done
				pkg.IllTyped = pkg.IllTyped || dep.IllTyped
			}
			slots <- struct{}{}
			checkPackage(fset, u, pkg)
			<-slots
		})
	}
	wg.Wait()
}

func checkPackage(fset *token.FileSet, u *universe, pkg *Package) {
	inherited := pkg.IllTyped
	pkg.Info = &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{
		Importer:    u.importsOf(pkg),
		Sizes:       pkg.Sizes,
		GoVersion:   languageVersion(pkg.Module),
		FakeImportC: true, // for errors other than that cgo failed
		Error:       func(err error) { pkg.addTypeError(err) },
	}
	pkg.check(&conf, fset)
	pkg.Types.MarkComplete()
	u.define(pkg.ID, pkg.Types)
	if !inherited {
		pkg.errs = append(pkg.errs, typeErrors(pkg.TypeErrors)...)
	}
	if importsC(pkg.Files) { // cgo's output was not there to replace them
		pkg.IllTyped = true
		if len(pkg.errs) == 0 && !inherited {
			pkg.errs = append(pkg.errs, u.problem(pkg.Path))
		}
	}
}

// check runs the type checker. Errors arrive through conf.Error, and an
// incomplete package is fine; a panic costs this package and no other.
func (pkg *Package) check(conf *types.Config, fset *token.FileSet) {
	defer func() {
		if p := recover(); p != nil {
			pkg.Types = types.NewPackage(pkg.Path, path.Base(pkg.Path))
			pkg.errs = append(pkg.errs, Error{Msg: fmt.Sprintf("%s: internal error: the type checker panicked: %v", pkg.Path, p)})
			pkg.IllTyped = true
		}
	}()
	pkg.Types, _ = conf.Check(pkg.Path, fset, pkg.Files, pkg.Info)
}

func (pkg *Package) addTypeError(err error) {
	if terr, ok := err.(types.Error); ok {
		pkg.TypeErrors = append(pkg.TypeErrors, terr)
	}
	pkg.IllTyped = true
}

// parallel calls f for 0 to n-1, as many at a time as there are processors.
func parallel(n int, f func(i int)) {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		wg.Go(func() {
			f(i)
			<-slots
		})
	}
	wg.Wait()
}

func ids(pkgs []*Package) []string {
	var out []string
	for _, pkg := range pkgs {
		out = append(out, pkg.ID)
	}
	return out
}
