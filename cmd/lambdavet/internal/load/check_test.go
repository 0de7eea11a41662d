package load

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// A panic of the type checker is an error of the package it was looking at.
func TestCheckerPanics(t *testing.T) {
	pkg := &Package{Path: "example.com/broken", Files: []*ast.File{nil}, Info: new(types.Info)}
	pkg.check(new(types.Config), token.NewFileSet())
	if pkg.Types == nil || !pkg.IllTyped {
		t.Error("the package has no types, or counts as well-typed")
	}
	if len(pkg.errs) != 1 || !strings.Contains(pkg.errs[0].Msg, "example.com/broken: internal error: ") {
		t.Errorf("errors are %v", pkg.errs)
	}
}
