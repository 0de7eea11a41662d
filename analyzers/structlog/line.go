package structlog

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// verb is what a value may stand for in a format without losing anything that
// matters when it is logged as it is.
var verb = regexp.MustCompile(`%(%|[+0-9.-]*[vsdqtfegw])`)

// formatted takes a format and its values apart.
func (f *finder) formatted(args []ast.Expr) ([]part, bool) {
	format, ok := f.constant(args[0])
	if !ok {
		return nil, false
	}
	values := args[1:]
	var parts []part
	for {
		at := verb.FindStringIndex(format)
		if at == nil {
			break
		}
		if strings.Contains(format[:at[0]], "%") { // a verb that cannot be taken apart
			return nil, false
		}
		parts = append(parts, part{text: format[:at[0]]})
		switch {
		case format[at[0]:at[1]] == "%%":
			parts = append(parts, part{text: "%"})
		case len(values) == 0:
			return nil, false
		default:
			if text, ok := f.constant(values[0]); ok && !isName(values[0]) {
				parts = append(parts, part{text: text})
			} else {
				parts = append(parts, part{expr: values[0]})
			}
			values = values[1:]
		}
		format = format[at[1]:]
	}
	if len(values) > 0 || strings.Contains(format, "%") {
		return nil, false
	}
	return append(parts, part{text: format}), true
}

// isName reports whether expr refers to something: a constant with a name
// would go stale in a text.
func isName(expr ast.Expr) bool {
	switch ast.Unparen(expr).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return true
	}
	return false
}

// An attr is a value with its name.
type attr struct {
	name string
	expr ast.Expr
}

var (
	named     = regexp.MustCompile(`([A-Za-z_][\w.]*)=$`) // id=%s
	labeled   = regexp.MustCompile(`[,.;] +([A-Za-z]\w*(?: \w+)?) ?[:=] *(["'(\[{<]?)$`)
	emptyPair = regexp.MustCompile(`\(\s*\)|\[\s*\]|\{\s*\}|"\s*"|'\s*'|<\s*>`) // what a value stood in
	punctRun  = regexp.MustCompile(`[:,;=]+([:,;.=])`)
)

// line makes a constant message and attributes of the parts of a line. It
// fails where no text is left, or a value cannot be an attribute.
func (f *finder) line(parts []part) (message string, attrs []attr, ok bool) {
	var text strings.Builder
	for _, p := range parts {
		if p.expr == nil {
			text.WriteString(p.text)
			continue
		}
		expr := f.itself(p.expr)
		if !loggable(f.Pass.TypesInfo.TypeOf(expr), 0) {
			return "", nil, false
		}
		a := attr{name: f.name(expr), expr: expr}
		if m := named.FindStringSubmatchIndex(text.String()); m != nil {
			a.name = text.String()[m[2]:m[3]]
			rest := text.String()[:m[0]]
			text.Reset()
			text.WriteString(rest)
		} else if rest, name, ok := f.label(text.String(), a); ok {
			a.name = name
			text.Reset()
			text.WriteString(rest)
		}
		a.name = free(a.name, attrs)
		attrs = append(attrs, a)
		text.WriteString(" ")
	}
	message = tidy(text.String())
	return message, attrs, strings.ContainsFunc(message, unicode.IsLetter)
}

// label takes what announces a value off the end of a text, where something
// stands before it: "order saved, item count: %d". It names the attribute; an
// error has its name already.
func (f *finder) label(text string, a attr) (rest, name string, ok bool) {
	m := labeled.FindStringSubmatchIndex(text)
	if m == nil || !strings.ContainsFunc(text[:m[0]], unicode.IsLetter) {
		return "", "", false
	}
	label := text[m[2]:m[3]]
	rest = text[:m[0]] + text[m[4]:m[5]]
	if value.ImplementsError(f.Pass.TypesInfo.TypeOf(a.expr)) {
		return rest, a.name, errorLabels[strings.ToLower(label)]
	}
	first, second, two := strings.Cut(label, " ")
	name = lower(first)
	if two {
		name += strings.ToUpper(second[:1]) + second[1:]
	}
	return rest, name, true
}

// errorLabels are labels that say no more of an error than that it is one.
var errorLabels = map[string]bool{"error": true, "err": true, "reason": true, "cause": true, "details": true}

// tidy removes what the values leave behind in a text.
func tidy(text string) string {
	text = strings.TrimSpace(emptyPair.ReplaceAllString(text, ""))
	text = strings.TrimSuffix(text, " .") // behind a value that ended the sentence
	var words []string
	for word := range strings.FieldsSeq(text) {
		switch {
		case strings.ContainsFunc(word, isWordRune):
			words = append(words, word)
		case len(words) > 0 && closes(word, words[len(words)-1]):
			words[len(words)-1] += word
		}
	}
	for len(words) > 1 && dangling[strings.ToLower(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	text = punctRun.ReplaceAllString(strings.Join(words, " "), "$1")
	text = strings.TrimRight(strings.TrimLeft(text, " :,;.=-|>)]}"), " :,;=-|>([{")
	if strings.Count(text, `"`) == 1 || strings.Count(text, "'") == 1 && strings.HasSuffix(text, "'") {
		text = strings.Trim(text, `"'`)
	}
	return text
}

// closes reports whether a word of punctuation belongs to the end of the last one.
func closes(word, last string) bool {
	return strings.ContainsAny(word[:1], ",;.)]") && strings.ContainsFunc(last[len(last)-1:], isWordRune)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// dangling are words that make no sense at the end of a text.
var dangling = map[string]bool{
	"and": true, "as": true, "at": true, "by": true, "for": true, "from": true, "in": true, "is": true,
	"of": true, "on": true, "the": true, "to": true, "was": true, "with": true,
}

// ownKeys are the keys of the record itself.
var ownKeys = map[string]bool{"time": true, "timestamp": true, "level": true, "msg": true, "message": true, "source": true}

// free returns name, or a variant that neither the record nor another
// attribute has.
func free(name string, attrs []attr) string {
	if ownKeys[name] {
		name += "Value"
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(attrs, func(a attr) bool { return a.name == name })
	}
	if !taken(name) {
		return name
	}
	n := 2
	for taken(name + strconv.Itoa(n)) {
		n++
	}
	return name + strconv.Itoa(n)
}

// name derives the name of an attribute from its expression.
func (f *finder) name(expr ast.Expr) string {
	if value.ImplementsError(f.Pass.TypesInfo.TypeOf(expr)) {
		return "error"
	}
	switch x := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return lower(x.Name)
	case *ast.SelectorExpr:
		return lower(x.Sel.Name)
	case *ast.StarExpr:
		return f.name(x.X)
	case *ast.UnaryExpr:
		return f.name(x.X)
	case *ast.IndexExpr:
		return f.name(x.X)
	case *ast.SliceExpr:
		return f.name(x.X)
	case *ast.TypeAssertExpr:
		return f.name(x.X)
	case *ast.CallExpr:
		return f.callName(x)
	}
	return "value"
}

// callName: string(b) and strings.Join(b, ",") are b, x.String() is x, len(x)
// is xCount, x.GetName() is name.
func (f *finder) callName(call *ast.CallExpr) string {
	id := rule.CalledName(call)
	if id == nil {
		return "value"
	}
	sel, isSel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	switch name := id.Name; {
	case len(call.Args) > 0 && f.converts(call, name):
		return f.name(call.Args[0])
	case name == "len" && len(call.Args) == 1:
		return f.name(call.Args[0]) + "Count"
	case isSel && rendering[name]:
		return f.name(sel.X)
	case strings.HasPrefix(name, "Get") && len(name) > 3:
		return lower(name[3:])
	default:
		return lower(name)
	}
}

// rendering are methods that show their receiver in another form.
var rendering = map[string]bool{"String": true, "GoString": true, "Format": true, "Unix": true, "UnixMilli": true, "UTC": true, "Local": true}

// converts reports whether a call shows its first argument in another form.
func (f *finder) converts(call *ast.CallExpr, name string) bool {
	if f.Pass.TypesInfo.Types[call.Fun].IsType() {
		return true
	}
	fn, ok := f.Pass.TypesInfo.Uses[rule.CalledName(call)].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "strings", "strconv", "bytes":
		return true
	}
	return strings.HasPrefix(name, "To") || strings.HasPrefix(name, "String") || strings.HasSuffix(name, "Value")
}

// lower writes the first word of an exported name in lower case: ID is id,
// URLPath is urlPath.
func lower(name string) string {
	runes := []rune(strings.TrimLeft(name, "_"))
	for i, r := range runes {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	if len(runes) == 0 {
		return "value"
	}
	return string(runes)
}

// itself returns err for err.Error(): an error logs its text by itself.
func (f *finder) itself(expr ast.Expr) ast.Expr {
	if call, ok := expr.(*ast.CallExpr); ok && len(call.Args) == 0 {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Error" && value.ImplementsError(f.Pass.TypesInfo.TypeOf(sel.X)) {
			return sel.X
		}
	}
	return expr
}

// appendAttrs renders attributes as arguments. A []byte would be logged in base64.
func (f *finder) appendAttrs(args []string, attrs []attr) []string {
	for _, a := range attrs {
		text := f.Source(a.expr)
		if t := f.Pass.TypesInfo.TypeOf(a.expr); isText(t) && !value.IsString(t) {
			text = "string(" + text + ")"
		}
		args = append(args, strconv.Quote(a.name), text)
	}
	return args
}

// loggable reports whether a JSON handler can log a value of type t.
func loggable(t types.Type, depth int) bool {
	if t == nil {
		return false
	}
	if value.ImplementsError(t) || depth > 4 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsComplex == 0 && u.Kind() != types.UnsafePointer && u.Kind() != types.Invalid
	case *types.Signature, *types.Chan, *types.Tuple:
		return false
	case *types.Pointer:
		return loggable(u.Elem(), depth+1)
	case *types.Slice:
		return loggable(u.Elem(), depth+1)
	case *types.Array:
		return loggable(u.Elem(), depth+1)
	case *types.Map:
		return loggable(u.Elem(), depth+1)
	case *types.Struct:
		for field := range u.Fields() {
			if field.Exported() && !loggable(field.Type(), depth+1) {
				return false
			}
		}
	}
	return true
}
