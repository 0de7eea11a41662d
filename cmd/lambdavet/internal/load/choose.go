package load

import (
	"bytes"
	"cmp"
	"maps"
	"os"
	"slices"

	"golang.org/x/tools/go/packages"
)

// directive is the text of a suppression. A package that contains it is
// loaded even if it has nothing to do with Lambda, so that a suppression that
// does nothing is found out.
const directive = "lambdavet:ignore"

// A choice is the set of packages to load from source.
type choice struct {
	listing *listing
	own     *ownership
	source  map[*packages.Package]bool
	nearest map[*packages.Package]map[*packages.Package]bool
}

// choose picks the named first-party packages that can reach Lambda and
// everything first-party below them.
func choose(l *listing, own *ownership, lambdaRoots []string) *choice {
	c := &choice{
		listing: l,
		own:     own,
		source:  make(map[*packages.Package]bool),
		nearest: make(map[*packages.Package]map[*packages.Package]bool),
	}
	reach := reachLambda(l, lambdaRoots)
	var start []*packages.Package
	for _, p := range l.named {
		if reach[p] || mentions(p.GoFiles, directive) {
			start = append(start, p)
		}
	}
	packages.Visit(start, nil, func(p *packages.Package) {
		if own.firstParty(p) && len(p.GoFiles) > 0 {
			c.source[p] = true
		}
	})
	return c
}

// reachLambda returns the packages that import Lambda's packages, directly
// or through others.
func reachLambda(l *listing, roots []string) map[*packages.Package]bool {
	reach := make(map[*packages.Package]bool)
	for _, p := range l.all { // dependencies first
		reach[p] = slices.ContainsFunc(roots, func(root string) bool { return within(p.PkgPath, root) })
		for _, dep := range p.Imports {
			reach[p] = reach[p] || reach[dep]
		}
	}
	return reach
}

// mentions reports whether one of the files contains text.
func mentions(files []string, text string) bool {
	return slices.ContainsFunc(files, func(file string) bool {
		data, err := os.ReadFile(file)
		return err == nil && bytes.Contains(data, []byte(text))
	})
}

// packages returns the chosen packages, dependencies first.
func (c *choice) packages() []*Package {
	made := make(map[*packages.Package]*Package)
	var all []*Package
	for _, p := range c.listing.all {
		if !c.source[p] {
			continue
		}
		pkg := c.newPackage(p)
		for _, dep := range slices.SortedFunc(maps.Keys(c.below(p)), byID) {
			pkg.Imports = append(pkg.Imports, made[dep])
		}
		made[p] = pkg
		all = append(all, pkg)
	}
	return all
}

func (c *choice) newPackage(p *packages.Package) *Package {
	pkg := &Package{
		ID:           p.ID,
		Path:         p.PkgPath,
		Named:        c.own.named[p],
		Module:       analysisModule(p.Module),
		OtherFiles:   p.OtherFiles,
		IgnoredFiles: p.IgnoredFiles,
		Sizes:        targetSizes(),
		goFiles:      p.GoFiles,
		imports:      make(map[string]string, len(p.Imports)),
		done:         make(chan struct{}),
	}
	for path, dep := range p.Imports {
		pkg.imports[path] = dep.ID
	}
	return pkg
}

// below returns the chosen packages that p meets first on each way down its
// imports.
func (c *choice) below(p *packages.Package) map[*packages.Package]bool {
	if set, ok := c.nearest[p]; ok {
		return set
	}
	var set map[*packages.Package]bool // most have none: stay nil
	add := func(dep *packages.Package) {
		if set == nil {
			set = make(map[*packages.Package]bool)
		}
		set[dep] = true
	}
	for _, dep := range p.Imports {
		if c.source[dep] {
			add(dep)
			continue
		}
		for far := range c.below(dep) {
			add(far)
		}
	}
	c.nearest[p] = set
	return set
}

// compiled returns the packages that chosen ones import and that are not
// chosen themselves: their types come from export data.
func (c *choice) compiled() []*packages.Package {
	seen := make(map[*packages.Package]bool)
	for p := range c.source {
		for _, dep := range p.Imports {
			if !c.source[dep] && dep.PkgPath != "unsafe" {
				seen[dep] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(seen), byID)
}

func byID(a, b *packages.Package) int { return cmp.Compare(a.ID, b.ID) }
