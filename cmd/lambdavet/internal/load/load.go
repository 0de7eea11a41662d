// Package load finds, parses and type-checks the packages worth analysing.
//
// The go command is asked which packages the patterns name, what they import,
// which modules they belong to, and what its build cache has of them. From the
// answer follows what has to be read from source: the first-party packages that
// can reach Lambda. If the cache lacks compiled type information of something
// that those import and nobody here wrote, a second call makes it. First-party
// code is thus never compiled, and nothing else is ever parsed.
package load

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// Config says what to load.
type Config struct {
	Dir      string   // directory the go command runs in
	Patterns []string // package patterns, as for go list
	Tags     string   // build tags, as for go build
	Tests    bool     // load test variants too
	Sparse   bool     // patterns may name nothing

	// Owners are module path prefixes (host/owner) whose modules count as
	// first-party. If nil, the owners of the main modules are taken.
	Owners []string

	// LambdaRoots are import path prefixes of the packages that can start
	// or describe Lambda functions.
	LambdaRoots []string
}

// A Program is what was loaded.
type Program struct {
	Fset     *token.FileSet
	Packages []*Package // from source, dependencies first
	Dirs     []string   // of the named packages
	Owners   []string   // the owners that were used
	Errors   []Error    // what could not be loaded, in order
	Stats    Stats
}

// Stats are the figures shown by -debug.
type Stats struct {
	Named, Listed, Source, Compiled int // numbers of packages
	List, Export, Check             time.Duration
}

// A Package was loaded from source.
type Package struct {
	ID     string // unique; differs from Path for test variants
	Path   string
	Named  bool // matched by a pattern, not only imported
	Module *analysis.Module

	// Imports are the packages loaded from source that this one depends on
	// directly, or through packages that were not loaded from source.
	Imports []*Package

	Files        []*ast.File
	OtherFiles   []string
	IgnoredFiles []string
	Types        *types.Package
	Info         *types.Info
	Sizes        types.Sizes
	TypeErrors   []types.Error

	// IllTyped is set if this package or one it depends on has errors.
	IllTyped bool

	goFiles []string
	imports map[string]string // import path to package ID
	errs    []Error           // its own errors, found while parsing or checking
	done    chan struct{}     // closed when it has been type-checked
}

// Release lets go of the syntax and what is known of it, when the package has
// been analysed. Its types stay.
func (p *Package) Release() { p.Files, p.Info = nil, nil }

// Load loads the packages named by the patterns and their first-party
// dependencies. The error is for patterns that name nothing; trouble with
// single packages is in Program.Errors.
func Load(cfg Config) (*Program, error) {
	start := time.Now()
	listed, err := list(cfg)
	if err != nil {
		return nil, err
	}
	own := newOwnership(cfg, listed)
	chosen := choose(listed, own, cfg.LambdaRoots)
	prog := &Program{
		Fset:     token.NewFileSet(),
		Packages: chosen.packages(),
		Dirs:     dirs(listed.named),
		Owners:   own.owners,
		Stats:    Stats{Named: len(listed.named), Listed: len(listed.all), List: time.Since(start)},
	}
	err = typecheck(prog, cfg, chosen)
	prog.Errors = collectErrors(cfg.Dir, listed, prog.Packages)
	return prog, err
}

func dirs(named []*packages.Package) []string {
	var all []string
	for _, p := range named {
		if len(p.GoFiles) > 0 {
			all = append(all, filepath.Dir(p.GoFiles[0]))
		}
	}
	return all
}
