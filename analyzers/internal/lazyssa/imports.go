package lazyssa

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// declareImports creates the packages that the one of the pass imports, each
// with those of its functions and variables that are used here. Left to itself
// CreatePackage would make one of all that a package exports, and an SDK
// exports thousands.
func declareImports(prog *ssa.Program, pass *analysis.Pass) {
	used := make(map[*types.Package][]ast.Decl)
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	seen := make(map[types.Object]bool)
	for _, obj := range pass.TypesInfo.Uses {
		if obj = origin(obj); obj == nil || obj.Pkg() == nil || obj.Pkg() == pass.Pkg || seen[obj] {
			continue
		}
		seen[obj] = true
		used[obj.Pkg()] = append(used[obj.Pkg()], declaration(info, obj))
	}
	for _, p := range pass.Pkg.Imports() {
		file := &ast.File{Name: ast.NewIdent(p.Name()), Decls: used[p]}
		prog.CreatePackage(p, []*ast.File{file}, info, true)
	}
}

// origin returns the declared function or package-level variable that an
// identifier refers to, nil for others.
func origin(obj types.Object) types.Object {
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Signature().Recv(); recv == nil || !types.IsInterface(recv.Type()) {
			return obj.Origin()
		}
	case *types.Var:
		if obj.Kind() == types.PackageVar {
			return obj
		}
	}
	return nil
}

// declaration returns a declaration of obj. From one of a type package ssa takes
// whatever the name stands for, without syntax, as from export data.
func declaration(info *types.Info, obj types.Object) ast.Decl {
	name := ast.NewIdent(obj.Name())
	info.Defs[name] = obj
	return &ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{&ast.TypeSpec{Name: name}}}
}
