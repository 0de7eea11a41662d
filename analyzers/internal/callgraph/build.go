package callgraph

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// make records what an instruction makes room for.
func (f *funcBuilder) make(instr ssa.Instruction) {
	t := instr.(ssa.Value).Type().Underlying()
	if container, ok := t.(interface{ Elem() types.Type }); ok { // no type parameter
		f.build(container.Elem(), instr.Block())
	}
}

// build records that values of t are made in block, and with them those of the
// structs that t holds: where they are made tells how long they live.
func (f *funcBuilder) build(t types.Type, block *ssa.BasicBlock) {
	attr, _ := f.guards.at(block)
	list, lazy := &f.out.Builds, attr&Kept != 0
	if lazy {
		list = &f.out.LazyBuilds
	}
	if k := (built{t, lazy}); !f.built[k] {
		f.built[k] = true
		*list = append(*list, f.structs(t)...)
	}
}

// buildVariables records the structs that package variables hold.
func (f *funcBuilder) buildVariables() {
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok {
			f.out.Builds = append(f.out.Builds, f.structs(v.Type())...)
		}
	}
}

// built is a type of which a function makes values, lazily or not.
type built struct {
	t    types.Type
	lazy bool
}

// structs returns the keys of the first-party structs that t consists of,
// sorted: a struct may hold another one more than once.
func (b *builder) structs(t types.Type) []string {
	t = types.Unalias(t)
	if keys, ok := b.held[t]; ok {
		return keys
	}
	var keys []string
	if named, ok := t.(*types.Named); ok {
		if !b.known(named.Obj().Pkg()) {
			return nil
		}
		if _, ok := named.Underlying().(*types.Struct); ok {
			keys = append(keys, TypeKey(named))
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for field := range u.Fields() {
			keys = append(keys, b.structs(field.Type())...)
		}
	case *types.Array:
		keys = append(keys, b.structs(u.Elem())...)
	}
	b.held[t] = sorted(keys)
	return b.held[t]
}
