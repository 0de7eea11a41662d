package structlog

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// contextAt returns an expression for the context in scope at pos: a variable
// of the function, or that of a request it was given; "" if there is none. A
// request that the function makes itself is nil where making it failed.
func (f *finder) contextAt(pos token.Pos) string {
	request := ""
	innermost := f.Pass.Pkg.Scope().Innermost(pos)
	for scope := innermost; scope != nil && !f.isFileScope(scope); scope = scope.Parent() {
		for _, name := range scope.Names() {
			obj, ok := scope.Lookup(name).(*types.Var)
			if !ok || name == "_" {
				continue
			}
			if _, visible := innermost.LookupParent(name, pos); visible != obj {
				continue // declared later, or hidden
			}
			switch {
			case value.IsContext(obj.Type()):
				return name
			case request == "" && obj.Kind() == types.ParamVar && types.TypeString(obj.Type(), nil) == "*net/http.Request":
				request = name + ".Context()"
			}
		}
	}
	return request
}

func (f *finder) isFileScope(scope *types.Scope) bool {
	return scope == f.Pass.Pkg.Scope() || scope.Parent() == f.Pass.Pkg.Scope()
}

// slog returns the name of log/slog at pos, and the edits that import it. ""
// if the name means something else there, or the module's Go has no slog.
func (f *finder) slog(file *ast.File, pos token.Pos) (string, []rule.Edit) {
	if v := f.Pass.TypesInfo.FileVersions[file]; v != "" && version.Compare(v, "go1.21") < 0 {
		return "", nil
	}
	name, edits := f.Import(file, "log/slog")
	_, obj := f.Pass.Pkg.Scope().Innermost(pos).LookupParent(name, pos)
	imported, _ := obj.(*types.PkgName)
	switch {
	case len(edits) == 0 && imported != nil && imported.Imported().Path() == "log/slog":
		return name, nil
	case len(edits) > 0 && obj == nil:
		return name, edits
	}
	return "", nil
}
