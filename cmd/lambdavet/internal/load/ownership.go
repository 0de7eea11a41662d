package load

import (
	"errors"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// ownership tells first-party packages from others.
type ownership struct {
	owners      []string
	lambdaRoots []string
	named       map[*packages.Package]bool
}

// platform owns the SDKs and Lambda's own libraries. Whoever works on one of
// its modules does not want all of them analysed.
const platform = "github.com/aws"

func newOwnership(cfg Config, l *listing) *ownership {
	own := &ownership{
		owners:      cfg.Owners,
		lambdaRoots: cfg.LambdaRoots,
		named:       make(map[*packages.Package]bool),
	}
	for _, p := range l.named {
		own.named[p] = true
	}
	if own.owners == nil {
		own.owners = defaultOwners(l)
	}
	return own
}

// defaultOwners returns the owners of the main modules.
func defaultOwners(l *listing) []string {
	var paths []string
	for _, p := range l.all {
		if p.Module != nil && p.Module.Main {
			paths = append(paths, p.Module.Path)
		}
	}
	return ownersOf(paths)
}

func ownersOf(modules []string) []string {
	owners := []string{} // not nil: the default was computed
	for _, path := range modules {
		if owner := moduleOwner(path); owner != "" && owner != platform {
			owners = append(owners, owner)
		}
	}
	slices.Sort(owners)
	return slices.Compact(owners)
}

// Owners returns the owners that Load takes by itself in dir: those of the main
// modules there.
func Owners(dir string) ([]string, error) {
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Path}}")
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return ownersOf(strings.Fields(string(out))), err
}

// moduleOwner returns host/owner of a module path that has a name below it,
// or "".
func moduleOwner(path string) string {
	elems := strings.SplitN(path, "/", 3)
	if len(elems) < 3 || !strings.Contains(elems[0], ".") {
		return ""
	}
	return elems[0] + "/" + elems[1]
}

// firstParty reports whether the code of p belongs to the people who asked.
func (own *ownership) firstParty(p *packages.Package) bool {
	if own.named[p] || p.ForTest != "" {
		return true // a variant made for a test of ours has no export data of its own
	}
	m := p.Module
	if m == nil {
		return false
	}
	if m.Main || m.Replace != nil && m.Replace.Version == "" {
		return true
	}
	ofOwner := func(owner string) bool { return within(m.Path, owner) }
	return slices.ContainsFunc(own.owners, ofOwner) && !own.lambdaLibrary(p.PkgPath)
}

// lambdaLibrary reports whether a package is one of those by which code meets
// Lambda: what it does is known, not analysed, whoever wrote it.
func (own *ownership) lambdaLibrary(path string) bool {
	return slices.ContainsFunc(own.lambdaRoots, func(root string) bool { return within(path, root) })
}

// within reports whether path is root or lies below it.
func within(path, root string) bool {
	rest, ok := strings.CutPrefix(path, root)
	return ok && (rest == "" || rest[0] == '/' || strings.HasSuffix(root, "/"))
}
