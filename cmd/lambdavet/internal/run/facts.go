package run

import (
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
)

// facts holds the facts of all packages. A fact type belongs to one analyzer,
// so the type tells whose fact it is.
type facts struct {
	mu       sync.RWMutex
	objects  map[objectKey]analysis.Fact
	packages map[packageKey]analysis.Fact
	exported map[*types.Package][]objectKey // object facts in export order
}

type objectKey struct {
	obj types.Object
	typ reflect.Type
}

type packageKey struct {
	pkg *types.Package
	typ reflect.Type
}

func newFacts() *facts {
	return &facts{
		objects:  make(map[objectKey]analysis.Fact),
		packages: make(map[packageKey]analysis.Fact),
		exported: make(map[*types.Package][]objectKey),
	}
}

func (f *facts) object(obj types.Object, ptr analysis.Fact) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return fill(ptr, f.objects[objectKey{obj, reflect.TypeOf(ptr)}])
}

func (f *facts) setObject(pkg *types.Package, obj types.Object, fact analysis.Fact) {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := objectKey{obj, reflect.TypeOf(fact)}
	if f.objects[key] == nil {
		f.exported[pkg] = append(f.exported[pkg], key)
	}
	f.objects[key] = fact
}

func (f *facts) pkg(pkg *types.Package, ptr analysis.Fact) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return fill(ptr, f.packages[packageKey{pkg, reflect.TypeOf(ptr)}])
}

func (f *facts) setPackage(pkg *types.Package, fact analysis.Fact) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.packages[packageKey{pkg, reflect.TypeOf(fact)}] = fact
}

// allObjects returns the facts of a's types on objects of pkg and of what it
// depends on, dependencies first.
func (f *facts) allObjects(a *analysis.Analyzer, pkg *load.Package) []analysis.ObjectFact {
	own := typesOf(a)
	var all []analysis.ObjectFact
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, p := range closure(pkg) {
		for _, key := range f.exported[p.Types] {
			if slices.Contains(own, key.typ) {
				all = append(all, analysis.ObjectFact{Object: key.obj, Fact: f.objects[key]})
			}
		}
	}
	return all
}

// allPackages returns the package facts of a's types on pkg and what it
// depends on, dependencies first.
func (f *facts) allPackages(a *analysis.Analyzer, pkg *load.Package) []analysis.PackageFact {
	own := typesOf(a)
	var all []analysis.PackageFact
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, p := range closure(pkg) {
		for _, typ := range own {
			if fact := f.packages[packageKey{p.Types, typ}]; fact != nil {
				all = append(all, analysis.PackageFact{Package: p.Types, Fact: fact})
			}
		}
	}
	return all
}

// closure returns pkg and its dependencies, dependencies first.
func closure(pkg *load.Package) []*load.Package {
	var order []*load.Package
	seen := make(map[*load.Package]bool)
	var visit func(p *load.Package)
	visit = func(p *load.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, dep := range p.Imports {
			visit(dep)
		}
		order = append(order, p)
	}
	visit(pkg)
	return order
}

func typesOf(a *analysis.Analyzer) []reflect.Type {
	var own []reflect.Type
	for _, fact := range a.FactTypes {
		own = append(own, reflect.TypeOf(fact))
	}
	return own
}

// fill copies fact to what ptr points to, if there is a fact.
func fill(ptr, fact analysis.Fact) bool {
	if fact == nil {
		return false
	}
	reflect.ValueOf(ptr).Elem().Set(reflect.ValueOf(fact).Elem())
	return true
}
