package load

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// A universe holds the types of every package seen, by package ID. Those not
// loaded from source are read from export data when first imported.
type universe struct {
	dir  string // where the go command runs
	fset *token.FileSet

	mu       sync.Mutex
	files    map[string]string // package path to export file
	problems map[string]error  // package path to why it has no export file
	types    map[string]*types.Package
}

// exportMode asks for export data only, which the go command builds if its
// cache does not have it.
const exportMode = packages.NeedName | packages.NeedExportFile

// newUniverse asks the go command for the export data of those pkgs that the
// list has none for and, in the same call, for the generated files of the cgo
// packages named. It returns those files by package ID.
func newUniverse(fset *token.FileSet, cfg Config, pkgs []*packages.Package, cgo []string) (*universe, map[string][]string, error) {
	u := &universe{
		dir:      cfg.Dir,
		fset:     fset,
		files:    make(map[string]string),
		problems: make(map[string]error),
		types:    map[string]*types.Package{"unsafe": types.Unsafe},
	}
	patterns := append([]string(nil), cgo...)
	for _, p := range pkgs {
		if len(p.Errors) > 0 && len(p.GoFiles) == 0 { // does not exist
			u.problems[p.PkgPath] = errors.New(firstLine(p.Errors[0].Msg))
			continue
		}
		if p.ExportFile != "" {
			u.note(p)
			continue
		}
		patterns = append(patterns, p.PkgPath)
	}
	if len(patterns) == 0 {
		return u, nil, nil
	}
	mode := exportMode
	if len(cgo) > 0 {
		mode |= packages.NeedCompiledGoFiles
		patterns = append(patterns, "runtime/cgo", "syscall") // imported by what cgo generates
	}
	found, err := packages.Load(goConfig(cfg, mode), patterns...)
	if err != nil {
		return nil, nil, cleanGoError(err)
	}
	generated := make(map[string][]string)
	for _, p := range found {
		u.note(p)
		generated[p.ID] = p.CompiledGoFiles
	}
	return u, generated, nil
}

// problem returns why the package with that path could not be built. The go
// command's words may start with a position.
func (u *universe) problem(path string) Error {
	err := u.problems[path]
	if err == nil {
		return Error{Msg: path + ": cgo failed; go build may say why"}
	}
	place, msg, _ := strings.Cut(err.Error(), ": ")
	if pos := parsePosition(u.dir, place); pos.IsValid() {
		return Error{Pos: pos, Msg: msg}
	}
	return Error{Msg: path + ": " + err.Error()}
}

// note remembers where the export data of p is, or why there is none.
func (u *universe) note(p *packages.Package) {
	switch {
	case p.ExportFile != "":
		u.files[p.PkgPath] = p.ExportFile
	case len(p.Errors) > 0:
		u.problems[p.PkgPath] = errors.New(firstLine(p.Errors[0].Msg))
	}
}

// define adds a package loaded from source.
func (u *universe) define(id string, pkg *types.Package) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.types[id] = pkg
}

// lookup returns the types of the package with that ID.
func (u *universe) lookup(id string) (*types.Package, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if pkg := u.types[id]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	file := u.files[id]
	if file == "" {
		if err := u.problems[id]; err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("no type information for %s", id)
	}
	return u.read(id, file)
}

// read reads export data; it may add packages it refers to.
func (u *universe) read(path, file string) (*types.Package, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	//lint:ignore SA1019 go list -export names compiler archives
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading export data of %s: %v", path, err)
	}
	return gcexportdata.Read(r, u.fset, u.types, path)
}

// importsOf returns the importer for one package: it maps an import path as
// written to the package the go command resolved it to.
func (u *universe) importsOf(pkg *Package) types.Importer {
	return importerFunc(func(path string) (*types.Package, error) {
		if path == "unsafe" {
			return types.Unsafe, nil
		}
		id, ok := pkg.imports[path]
		if !ok {
			id = path // added by cgo
		}
		return u.lookup(id)
	})
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// firstLine returns the first line of the go command's words that says
// something, with the advice that it leads to: "to add it:" and a command on a
// line of its own.
func firstLine(s string) string {
	var said []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			said = append(said, line)
		}
	}
	switch {
	case len(said) == 0:
		return strings.TrimSpace(s)
	case len(said) > 1 && strings.HasSuffix(said[0], ":"):
		return said[0] + " " + said[1]
	}
	return said[0]
}
