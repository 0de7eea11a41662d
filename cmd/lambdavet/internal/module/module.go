// Package module sorts what is to be analysed by Go module. The go command
// works in one module, or one workspace, at a time; a repository of Lambda
// functions often has one for each function.
package module

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Group is a run of the go command: a folder and patterns to be read there.
type Group struct {
	Dir      string // absolute
	Patterns []string

	// Sparse says that the module was come across, not named: it is no error if
	// it has no packages.
	Sparse bool
}

// Patterns groups package patterns, given in the folder dir, by module. A
// pattern with dots (X/...) means what it means to the go command, unless its
// folder has no Go files of a module that it belongs to: then it stands for
// all modules below it. Patterns that are import paths stay in dir.
func Patterns(dir string, patterns []string) ([]Group, error) {
	g := newGrouper()
	for _, pattern := range patterns {
		if err := g.pattern(dir, pattern); err != nil {
			return nil, err
		}
	}
	return g.groups(), nil
}

// Files returns the modules of files, given in the folder dir: what is wrong in
// a package may only show in the handlers that reach it. Files need not exist
// any more. Those that the pattern ./... would not come to in the folder dir
// are left out, so that a hook can name whatever has changed.
func Files(dir string, files []string) []Group {
	g := newGrouper()
	for _, file := range files {
		path := absolute(dir, file)
		if root := enclosing(filepath.Dir(path)); root != "" && !passedOver(dir, path) {
			g.module(root)
		}
	}
	return g.groups()
}

// passedOver reports whether a pattern in the folder dir passes over the file.
func passedOver(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(strings.Split(rel, string(filepath.Separator)), func(name string) bool {
		return name != ".." && ignored(name)
	})
}

type grouper struct {
	patterns map[string][]string // by module folder
	sparse   map[string]bool
}

func newGrouper() *grouper {
	return &grouper{patterns: make(map[string][]string), sparse: make(map[string]bool)}
}

func (g *grouper) add(dir, pattern string) {
	if !slices.Contains(g.patterns[dir], pattern) {
		g.patterns[dir] = append(g.patterns[dir], pattern)
	}
}

// module adds a module that was come across.
func (g *grouper) module(root string) {
	g.add(root, "./...")
	g.sparse[root] = true
}

// groups returns the groups, sorted by folder.
func (g *grouper) groups() []Group {
	var all []Group
	for dir, patterns := range g.patterns {
		all = append(all, Group{dir, patterns, g.sparse[dir]})
	}
	slices.SortFunc(all, func(a, b Group) int { return cmp.Compare(a.Dir, b.Dir) })
	return all
}

func (g *grouper) pattern(dir, pattern string) error {
	folder, wild, ok := pathOf(dir, pattern)
	if !ok || workspace(dir) {
		g.add(dir, pattern)
		return nil
	}
	root := enclosing(folder)
	var found tree
	if wild != "" {
		found = look(folder)
	}
	switch {
	case len(found.modules) > 0 && (root == "" || !found.goFiles):
		for _, module := range found.modules {
			g.module(module)
		}
	case root == "" && wild != "":
		return fmt.Errorf("%s: there is no go.mod in %s, above or below it; run lambdavet in a module, or name one with -C", pattern, folder)
	case root == "" || root == enclosing(dir):
		g.add(dir, pattern) // the go command says what is wrong, if anything
	default:
		g.add(root, local(root, folder)+wild)
	}
	return nil
}

// pathOf returns the folder that a pattern names, and its dots. A pattern that
// is an import path has none.
func pathOf(dir, pattern string) (folder, wild string, ok bool) {
	slashed := filepath.ToSlash(pattern)
	relative := slashed == "." || slashed == ".." || strings.HasPrefix(slashed, "./") || strings.HasPrefix(slashed, "../")
	if !relative && !filepath.IsAbs(pattern) {
		return "", "", false
	}
	if path, dots := strings.CutSuffix(slashed, "/..."); dots {
		slashed, wild = path, "/..."
	}
	if strings.Contains(slashed, "...") || filepath.Ext(slashed) == ".go" {
		return "", "", false // for the go command to read
	}
	return absolute(dir, filepath.FromSlash(slashed)), wild, true
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// local returns folder as a pattern in the module at root.
func local(root, folder string) string {
	rel, err := filepath.Rel(root, folder)
	if err != nil || rel == "." {
		return "."
	}
	return "./" + filepath.ToSlash(rel)
}

// workspace reports whether the go command in dir works in a workspace.
func workspace(dir string) bool {
	if env := os.Getenv("GOWORK"); env != "" {
		return env != "off"
	}
	return Above(dir, "go.work") != ""
}

// enclosing returns the root of the module that a folder belongs to, or "".
func enclosing(folder string) string {
	if file := Above(folder, "go.mod"); file != "" {
		return filepath.Dir(file)
	}
	return ""
}

// Above returns the nearest file of that name in dir or a folder above it,
// or "".
func Above(dir, name string) string {
	for {
		file := filepath.Join(dir, name)
		if isFile(file) {
			return file
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// A tree is what lies below a folder, without the folders that the go command
// leaves out of ./... and those of other tools' packages.
type tree struct {
	goFiles bool     // there are some outside of the modules below
	modules []string // the roots of modules below the folder
}

// look walks the tree; what cannot be read holds nothing for us.
func look(dir string) (t tree) {
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case entry.IsDir() && path != dir && ignored(entry.Name()):
			return filepath.SkipDir
		case entry.IsDir() && path != dir && isFile(filepath.Join(path, "go.mod")):
			t.modules = append(t.modules, path)
		case filepath.Ext(path) == ".go" && !t.belowModule(path):
			t.goFiles = true
		}
		return nil
	})
	return t
}

func (t *tree) belowModule(path string) bool {
	return slices.ContainsFunc(t.modules, func(root string) bool {
		return strings.HasPrefix(path, root+string(filepath.Separator))
	})
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
		name == "testdata" || name == "vendor" || name == "node_modules"
}
