package fixturetest

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
)

// load returns the first-party packages that the space-separated patterns name
// and those below them. Packages are loaded once for each set of patterns.
func load(patterns string) ([]*packages.Package, error) {
	once, _ := loads.LoadOrStore(patterns, sync.OnceValues(func() ([]*packages.Package, error) {
		return Load(nil, strings.Fields(patterns)...)
	}))
	return once.(func() ([]*packages.Package, error))()
}

var loads sync.Map

// Load loads packages of the nested module from source, and the first-party
// packages below them; types of libraries come from export data. Overlay maps
// names of files that are not there to their content.
func Load(overlay map[string][]byte, patterns ...string) ([]*packages.Package, error) {
	dir, err := Dir()
	if err != nil {
		return nil, err
	}
	cfg := &packages.Config{
		Mode:    packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedModule,
		Dir:     dir,
		Overlay: overlay,
		Env:     append(os.Environ(), "GOWORK=off"),
	}
	for i, p := range patterns {
		patterns[i] = "./" + p
		if overlay != nil {
			continue
		}
		if err := touch(filepath.Join(dir, strings.TrimSuffix(p, "..."))); err != nil {
			return nil, err
		}
	}
	named, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, err
	}
	cfg.Mode = packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(cfg, firstParty(named)...)
	if err != nil {
		return nil, err
	}
	return pkgs, settle(pkgs)
}

// touch reads what stands below a folder, so that go test knows that a cached
// result depends on it: the go command that loads the fixtures is another process.
func touch(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			_, err = os.ReadFile(name)
		}
		return err
	})
}

// Dir returns the folder of the nested module, looking upwards from the
// folder in which the test runs.
func Dir() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		nested := filepath.Join(dir, "testdata")
		if exists(filepath.Join(nested, "go.mod")) && exists(filepath.Join(dir, "go.mod")) {
			return nested, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no testdata/go.mod above the working directory")
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// firstParty returns the import paths of the packages of the main module
// among pkgs and all below them.
func firstParty(pkgs []*packages.Package) []string {
	paths := make(map[string]bool)
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if p.Module != nil && p.Module.Main {
			paths[p.PkgPath] = true
		}
	})
	return slices.Sorted(maps.Keys(paths))
}

// settle reports errors of the packages, and leaves only first-party packages
// below them: nothing is to be learned from the others.
func settle(pkgs []*packages.Package) error {
	if len(pkgs) == 0 {
		return errors.New("no packages match")
	}
	var errs []error
	roots := make(map[*packages.Package]bool)
	for _, p := range pkgs {
		roots[p] = true
		for _, err := range p.Errors {
			errs = append(errs, fmt.Errorf("%s: %w", p.PkgPath, err))
		}
	}
	for _, p := range pkgs {
		maps.DeleteFunc(p.Imports, func(_ string, dep *packages.Package) bool { return !roots[dep] })
	}
	return errors.Join(errs...)
}

// short returns a file name as seen from the nested module.
func short(name string) string {
	if dir, err := Dir(); err == nil {
		if rel, err := filepath.Rel(dir, name); err == nil {
			return rel
		}
	}
	return name
}
