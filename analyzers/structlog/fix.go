package structlog

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// logInstead turns a call that prints a constant text and some values into one
// of log/slog: log.Printf("text: %v", x) becomes slog.InfoContext(ctx, "text", "x", x).
func (f *finder) logInstead(call ssa.CallInstruction, row catalog.Row) *rule.Fix {
	expr, file := f.statement(call)
	if expr == nil || expr.Ellipsis.IsValid() || f.onlyUse(expr, row) {
		return nil
	}
	parts, ok := f.printedParts(expr, row)
	if !ok {
		return nil
	}
	text, attrs, ok := f.line(parts)
	if !ok {
		return nil
	}
	slog, edits := f.slog(file, expr.Pos())
	if slog == "" {
		return nil
	}
	method := f.level(text, attrs)
	args := []string{strconv.Quote(text)}
	if ctx := f.contextAt(expr.Pos()); ctx != "" {
		method += "Context"
		args = append([]string{ctx}, args...)
	}
	args = f.appendAttrs(args, attrs)
	edits = append(edits, rule.Edit{
		Pos: f.Position(expr.Pos()), End: f.Position(expr.End()),
		New: slog + "." + method + "(" + strings.Join(args, ", ") + ")",
	})
	return &rule.Fix{Message: "Log with slog", Edits: edits}
}

// onlyUse reports whether the writer of a print is a local variable: without
// the print, nothing may use it.
func (f *finder) onlyUse(expr *ast.CallExpr, row catalog.Row) bool {
	at, ok := row.Position("writer")
	if !ok || at < 0 || at >= len(expr.Args) {
		return false
	}
	ident, ok := ast.Unparen(expr.Args[at]).(*ast.Ident)
	if !ok {
		return false
	}
	writer, ok := f.Pass.TypesInfo.Uses[ident].(*types.Var)
	return ok && writer.Kind() == types.LocalVar
}

// What a text complains of by its first word.
var (
	anError  = regexp.MustCompile(`(?i)^\W*(error|failed|failure|unable to|cannot|could not)\b`)
	aWarning = regexp.MustCompile(`(?i)^\W*warn(ing)?\b`)
)

// level returns the method for the level of a line: that of an error where it
// logs one, or says so.
func (f *finder) level(text string, attrs []attr) string {
	hasError := slices.ContainsFunc(attrs, func(a attr) bool {
		return value.ImplementsError(f.Pass.TypesInfo.TypeOf(a.expr))
	})
	switch {
	case aWarning.MatchString(text):
		return "Warn"
	case hasError || anError.MatchString(text):
		return "Error"
	}
	return "Info"
}

// attributesInstead moves the variable part of a message into attributes:
// logger.Errorf("text: %v", err) becomes logger.Errorw("text", "error", err).
func (f *finder) attributesInstead(instr ssa.CallInstruction, row catalog.Row) *rule.Fix {
	method, ok := row.Value("attrs")
	expr, _ := f.statement(instr)
	if !ok || expr == nil || expr.Ellipsis.IsValid() {
		return nil
	}
	sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr)
	i, _ := row.Position("msg")
	if !ok || i >= len(expr.Args) {
		return nil
	}
	parts, rest, ok := f.messageParts(row, expr.Args[i:])
	if !ok {
		return nil
	}
	text, attrs, ok := f.line(parts)
	if !ok || len(attrs) == 0 || f.attributeAmong(attrs, rule.Callee(instr.Common())) {
		return nil
	}
	call := method + "(" + strings.Join(f.arguments(expr.Args[:i], text, attrs, rest), ", ") + ")"
	if with, ok := row.Value("with"); ok { // logger.WithField("x", x).Error("text")
		call = f.chain(with, attrs) + method + "(" + strconv.Quote(text) + ")"
	}
	return &rule.Fix{Message: "Move the values into attributes", Edits: []rule.Edit{
		{Pos: f.Position(sel.Sel.Pos()), End: f.Position(expr.End()), New: call},
	}}
}

// attributeAmong reports whether a value is of a type of the logger's own, such
// as zap.Error(err) in sugar.Error("text", zap.Error(err)): it is an attribute
// as it stands, and no value of one.
func (f *finder) attributeAmong(attrs []attr, logs *types.Func) bool {
	if logs == nil || logs.Pkg() == nil {
		return false
	}
	return slices.ContainsFunc(attrs, func(a attr) bool {
		named, ok := types.Unalias(f.Pass.TypesInfo.TypeOf(a.expr)).(*types.Named)
		if !ok || named.Obj().Pkg() == nil {
			return false
		}
		rest, within := strings.CutPrefix(named.Obj().Pkg().Path(), logs.Pkg().Path())
		return within && (rest == "" || rest[0] == '/')
	})
}

// arguments renders what stands before the message, the message, and the attributes.
func (f *finder) arguments(before []ast.Expr, text string, attrs []attr, rest []ast.Expr) []string {
	var args []string
	for _, arg := range before {
		args = append(args, f.Source(arg))
	}
	args = f.appendAttrs(append(args, strconv.Quote(text)), attrs)
	for _, arg := range rest {
		args = append(args, f.Source(arg))
	}
	return args
}

// chain renders one call of the method for each attribute.
func (f *finder) chain(method string, attrs []attr) string {
	var b strings.Builder
	for _, a := range attrs {
		b.WriteString(method + "(" + strings.Join(f.appendAttrs(nil, []attr{a}), ", ") + ").")
	}
	return b.String()
}

// passContext offers the variant of a call that takes a context.
func (f *finder) passContext(expr *ast.CallExpr, ctx, method string) *rule.Fix {
	sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr)
	if !ok || len(expr.Args) == 0 {
		return nil
	}
	name, first := f.Position(sel.Sel.Pos()), f.Position(expr.Args[0].Pos())
	return &rule.Fix{Message: "Pass the context", Edits: []rule.Edit{
		{Pos: name, End: f.Position(sel.Sel.End()), New: method},
		{Pos: first, End: first, New: ctx + ", "},
	}}
}

// statement returns a call that is a statement of its own, without comments in
// it, and its file.
func (f *finder) statement(call ssa.CallInstruction) (*ast.CallExpr, *ast.File) {
	path := f.Enclosing(call.Common().Pos())
	if len(path) < 3 {
		return nil, nil
	}
	expr, ok := path[0].(*ast.CallExpr)
	file, ok2 := path[len(path)-1].(*ast.File)
	if !ok || !ok2 {
		return nil, nil
	}
	switch path[1].(type) {
	case *ast.ExprStmt, *ast.DeferStmt:
	default:
		return nil, nil
	}
	for _, group := range file.Comments {
		if expr.Pos() <= group.Pos() && group.Pos() < expr.End() {
			return nil, nil
		}
	}
	return expr, file
}

// A part of a line is a text or a value.
type part struct {
	text string
	expr ast.Expr
}

// printedParts takes the arguments of a print apart.
func (f *finder) printedParts(expr *ast.CallExpr, row catalog.Row) ([]part, bool) {
	if at, ok := row.Position("format"); ok && at < len(expr.Args) {
		return f.formatted(expr.Args[at:])
	}
	if at, ok := row.Position("words"); ok && at < len(expr.Args) {
		return f.words(expr.Args[at:]), true
	}
	return nil, false
}

// messageParts takes a message apart; rest are the attributes behind it.
func (f *finder) messageParts(row catalog.Row, args []ast.Expr) (parts []part, rest []ast.Expr, ok bool) {
	call, isCall := ast.Unparen(args[0]).(*ast.CallExpr)
	switch {
	case row.Has("format"):
		parts, ok = f.formatted(args)
		return parts, nil, ok
	case isCall && f.isSprintf(call) && (len(args) == 1 || !row.Has("words")):
		parts, ok = f.formatted(call.Args)
		return parts, args[1:], ok
	case row.Has("words"):
		return f.words(args), nil, true
	}
	return f.sum(args[0], nil), args[1:], !isCall
}

func (f *finder) isSprintf(call *ast.CallExpr) bool {
	fn, ok := f.Pass.TypesInfo.Uses[rule.CalledName(call)].(*types.Func)
	return ok && fn.FullName() == "fmt.Sprintf" && !call.Ellipsis.IsValid()
}

// words takes the arguments of a Println apart.
func (f *finder) words(args []ast.Expr) []part {
	var parts []part
	for _, arg := range args {
		if text, ok := f.constant(arg); ok {
			parts = append(parts, part{text: text + " "})
		} else {
			parts = append(parts, part{expr: arg})
		}
	}
	return parts
}

// sum takes "text: " + x apart.
func (f *finder) sum(expr ast.Expr, parts []part) []part {
	expr = ast.Unparen(expr)
	if text, ok := f.constant(expr); ok {
		return append(parts, part{text: text})
	}
	if sum, ok := expr.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		return f.sum(sum.Y, f.sum(sum.X, parts))
	}
	return append(parts, part{expr: expr})
}

// constant returns the text of a constant.
func (f *finder) constant(expr ast.Expr) (string, bool) {
	v := f.Pass.TypesInfo.Types[expr].Value
	if v == nil {
		return "", false
	}
	if v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return v.ExactString(), true
}
