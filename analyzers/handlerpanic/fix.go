package handlerpanic

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// returnInstead offers to return the error where the function can: panic(err)
// and log.Fatal(err) become return …, err.
func returnInstead(c *rule.Context, pos token.Pos) *rule.Fix {
	path := c.Enclosing(pos)
	call, stmt := statement(path)
	if call == nil {
		return nil
	}
	results := enclosingResults(path)
	zeros, ok := zeroResults(c, results)
	if !ok {
		return nil
	}
	edits, err := errorValue(c, path, call)
	if err == "" {
		return nil
	}
	text := "return " + strings.Join(append(zeros, err), ", ")
	edits = append(edits, rule.Edit{Pos: c.Position(stmt.Pos()), End: c.Position(stmt.End()), New: text})
	return &rule.Fix{Message: "Return the error", Edits: edits}
}

// statement returns the call and the expression statement that it makes up.
func statement(path []ast.Node) (*ast.CallExpr, *ast.ExprStmt) {
	for i, n := range path {
		if call, ok := n.(*ast.CallExpr); ok && i+1 < len(path) {
			stmt, ok := path[i+1].(*ast.ExprStmt)
			if !ok {
				return nil, nil
			}
			return call, stmt
		}
	}
	return nil, nil
}

func enclosingResults(path []ast.Node) *ast.FieldList {
	for _, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n.Type.Results
		case *ast.FuncDecl:
			return n.Type.Results
		}
	}
	return nil
}

// zeroResults returns the zero values of all results but the last, which must
// be an error.
func zeroResults(c *rule.Context, results *ast.FieldList) ([]string, bool) {
	if results == nil {
		return nil, false
	}
	var exprs []ast.Expr
	for _, field := range results.List {
		for range max(1, len(field.Names)) {
			exprs = append(exprs, field.Type)
		}
	}
	last := len(exprs) - 1
	if !value.IsError(c.Pass.TypesInfo.TypeOf(exprs[last])) {
		return nil, false
	}
	zeros := make([]string, last)
	for i, expr := range exprs[:last] {
		if zeros[i] = zero(c.Pass.TypesInfo.TypeOf(expr), expr); zeros[i] == "" {
			return nil, false
		}
	}
	return zeros, true
}

// zero returns the zero value of t, whose type expression is expr, or "".
func zero(t types.Type, expr ast.Expr) string {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsNumeric != 0:
			return "0"
		}
	case *types.Pointer, *types.Interface, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return "nil"
	case *types.Struct, *types.Array:
		if _, literal := expr.(*ast.StructType); !literal {
			return types.ExprString(expr) + "{}"
		}
	}
	return ""
}

// errorValue returns the error that the call was given, and the edits that its
// spelling needs. "" if there is none.
func errorValue(c *rule.Context, path []ast.Node, call *ast.CallExpr) ([]rule.Edit, string) {
	name := calledName(call)
	switch {
	case len(call.Args) == 1 && (name == "panic" || name == "Fatal" || name == "Fatalln" || name == "Panic" || name == "Panicln"):
		if isErrorLike(c.Pass.TypesInfo.TypeOf(call.Args[0])) {
			return nil, c.Source(call.Args[0])
		}
	case len(call.Args) > 1 && (name == "Fatalf" || name == "Panicf"):
		return formatted(c, path, call)
	}
	return nil, ""
}

func calledName(call *ast.CallExpr) string {
	if name := rule.CalledName(call); name != nil {
		return name.Name
	}
	return ""
}

// isErrorLike reports whether t is error or an interface that includes it: a
// concrete type might be a typed nil.
func isErrorLike(t types.Type) bool {
	return t != nil && types.IsInterface(t) && value.ImplementsError(t)
}

var lastVerb = regexp.MustCompile(`%[vs](\W*)$`)

// formatted turns log.Fatalf("x: %v", err) into fmt.Errorf("x: %w", err).
func formatted(c *rule.Context, path []ast.Node, call *ast.CallExpr) ([]rule.Edit, string) {
	format, ok := call.Args[0].(*ast.BasicLit)
	last := call.Args[len(call.Args)-1]
	if !ok || format.Kind != token.STRING || call.Ellipsis.IsValid() || !isErrorLike(c.Pass.TypesInfo.TypeOf(last)) {
		return nil, ""
	}
	text, err := strconv.Unquote(format.Value)
	if err != nil || strings.Count(strings.ReplaceAll(text, "%%", ""), "%") != len(call.Args)-1 {
		return nil, ""
	}
	text = strings.TrimRight(text, "\n .")
	if !lastVerb.MatchString(text) {
		return nil, ""
	}
	text = lastVerb.ReplaceAllString(text, "%w$1")
	args := []string{strconv.Quote(text)}
	for _, arg := range call.Args[1:] {
		args = append(args, c.Source(arg))
	}
	file := path[len(path)-1].(*ast.File)
	fmtName, edits := c.Import(file, "fmt")
	return edits, fmt.Sprintf("%s.Errorf(%s)", fmtName, strings.Join(args, ", "))
}
