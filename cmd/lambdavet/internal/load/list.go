package load

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// listMode asks for names, files, imports and modules.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedImports |
	packages.NeedDeps | packages.NeedModule | packages.NeedForTest

// A listing is the answer to the first question: the named packages and all
// they depend on, with the export data that the build cache has.
type listing struct {
	named []*packages.Package
	all   []*packages.Package // dependencies first
}

// list asks the go command what the patterns name. If something is wrong with
// a package it asks again without export data: what a build finds wrong before
// it compiles, such as bad flags of cgo, does not matter here, and package
// packages hides some of what does.
func list(cfg Config) (*listing, error) {
	l, err := ask(cfg, listMode|packages.NeedExportFile)
	if err != nil || len(l.named) == 0 || slices.ContainsFunc(l.all, unclear) {
		l, err = ask(cfg, listMode)
	}
	if err != nil {
		return nil, cleanGoError(err)
	}
	return l, nothingNamed(cfg, l.named)
}

// unclear reports whether an error may be one of the build. A package without
// files does not exist, and is not built.
func unclear(p *packages.Package) bool { return len(p.Errors) > 0 && len(p.GoFiles) > 0 }

// ask lists the named packages and all below them.
func ask(cfg Config, mode packages.LoadMode) (*listing, error) {
	c := goConfig(cfg, mode)
	c.Tests = cfg.Tests
	// -n keeps the go command from compiling what its cache does not have, so
	// that it runs only shortly and need not collect much.
	c.BuildFlags = append(c.BuildFlags, "-n")
	if os.Getenv("GOGC") == "" {
		c.Env = append(os.Environ(), "GOGC=400")
	}
	roots, err := packages.Load(c, cfg.Patterns...)
	if err != nil {
		return nil, err
	}
	l := &listing{}
	for _, p := range roots {
		if isTestMain(p) || brought(p) {
			continue
		}
		l.named = append(l.named, p)
	}
	packages.Visit(l.named, nil, func(p *packages.Package) { l.all = append(l.all, p) })
	return l, nil
}

// goConfig returns the configuration of one call of the go command.
func goConfig(cfg Config, mode packages.LoadMode) *packages.Config {
	c := &packages.Config{Mode: mode, Dir: cfg.Dir}
	if cfg.Tags != "" {
		c.BuildFlags = []string{"-tags=" + cfg.Tags}
	}
	return c
}

// isTestMain reports whether p is the generated main package of a test.
func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && strings.HasSuffix(p.PkgPath, ".test")
}

// brought reports whether p came with a JavaScript package, such as the
// templates of the CDK: ./... names it, but nobody here wrote it.
func brought(p *packages.Package) bool { return strings.Contains(p.PkgPath, "/node_modules/") }

// nothingNamed returns the reason if no package has files. For a pattern that
// matches nothing the go command may invent a package that has only an error.
func nothingNamed(cfg Config, named []*packages.Package) error {
	if cfg.Sparse && len(named) == 0 {
		return nil
	}
	for _, p := range named {
		if len(p.GoFiles) > 0 || len(p.Errors) == 0 {
			return nil
		}
	}
	if len(named) == 0 {
		return fmt.Errorf("no Go packages match %s", strings.Join(cfg.Patterns, " "))
	}
	msg := strings.TrimSpace(named[0].Errors[0].Msg)
	if path := named[0].PkgPath; isFolder(cfg.Dir, path) {
		msg += "; the folder of that name is ./" + path
	}
	return errors.New(msg)
}

// isFolder reports whether an import path that names no package is the name of
// a folder in dir.
func isFolder(dir, path string) bool {
	info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(path)))
	return err == nil && info.IsDir() && filepath.IsLocal(path)
}

// cleanGoError removes what package packages puts in front of the go
// command's own words, or behind the reason that it could not be run.
func cleanGoError(err error) error {
	msg := err.Error()
	if before, after, ok := strings.Cut(msg, ": stderr: "); ok && strings.HasPrefix(msg, "err: ") {
		msg = cmp.Or(strings.TrimSpace(after), strings.TrimPrefix(before, "err: "))
	}
	return errors.New(strings.TrimSpace(msg))
}
