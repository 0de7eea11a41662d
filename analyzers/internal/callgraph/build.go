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
	list := &f.out.Builds
	if attr, _ := f.guards.at(block); attr&Kept != 0 {
		list = &f.out.LazyBuilds
	}
	*list = f.structs(*list, t)
}

// buildVariables records the structs that package variables hold.
func (f *funcBuilder) buildVariables() {
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok {
			f.out.Builds = f.structs(f.out.Builds, v.Type())
		}
	}
}

// structs adds the keys of the first-party structs that t consists of.
func (f *funcBuilder) structs(keys []string, t types.Type) []string {
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		if !f.known(named.Obj().Pkg()) {
			return keys
		}
		if _, ok := named.Underlying().(*types.Struct); ok {
			keys = append(keys, TypeKey(named))
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for field := range u.Fields() {
			keys = f.structs(keys, field.Type())
		}
	case *types.Array:
		keys = f.structs(keys, u.Elem())
	}
	return keys
}
