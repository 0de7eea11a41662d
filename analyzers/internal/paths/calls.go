package paths

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
)

// random is the origin of names that the operating system picks.
var random = provenance.Origin{Bits: provenance.Random}.String()

// call evaluates result index of a call.
func (e *Evaluator) call(call *ssa.Call, index int) (Expr, bool) {
	callee := call.Common().StaticCallee()
	if callee == nil {
		return nil, false
	}
	if callee.Pkg == nil || callee.Parent() != nil || len(callee.Blocks) > 0 {
		return e.Result(call, index)
	}
	if x, ok := e.known(call, callee.String(), call.Common().Args, index); ok {
		return x, true
	}
	return e.Result(call, index)
}

// known: functions of the standard library that make paths.
func (e *Evaluator) known(call *ssa.Call, symbol string, args []ssa.Value, index int) (Expr, bool) {
	if index > 0 {
		return nil, false
	}
	switch symbol {
	case "os.TempDir":
		return Text(TempDir), true
	case "path/filepath.Clean", "path.Clean", "path/filepath.Abs":
		return e.Of(args[0]).clean(), true
	case "os.Create", "os.Open", "os.OpenFile", "path/filepath.ToSlash", "path/filepath.FromSlash", "path/filepath.EvalSymlinks", "(*os.File).Name", "strings.TrimSpace", "strings.Clone":
		return e.Of(args[0]), true
	case "os.CreateTemp", "os.MkdirTemp", "io/ioutil.TempFile", "io/ioutil.TempDir":
		return e.temporary(call, args), true
	case "path/filepath.Join", "path.Join":
		return e.joined(variadic(args[0]), "/")
	case "path/filepath.Dir", "path.Dir":
		return parent(e.Of(args[0]))
	case "strings.Join":
		if sep, ok := args[1].(*ssa.Const); ok && sep.Value != nil {
			return e.joined(variadic(args[0]), strings.Trim(sep.Value.ExactString(), `"`))
		}
	case "fmt.Sprintf":
		return e.formatted(e.Of(args[0]), variadic(args[1]))
	case "fmt.Sprint":
		return e.concat(variadic(args[0])), true
	case "(*strings.Builder).String", "(*bytes.Buffer).String":
		return e.built(args[0])
	case "strings.Replace", "strings.ReplaceAll", "strings.TrimSuffix", "strings.TrimRight", "strings.ToLower":
		return e.changed(call, args[0]), true
	case "os.Getenv":
		if name := e.Of(args[0]); name.Constant() && name.String() == "TMPDIR" {
			return Text(TempDir), true
		}
	}
	return nil, false
}

// temporary is the path that os.CreateTemp and os.MkdirTemp pick.
func (e *Evaluator) temporary(call *ssa.Call, args []ssa.Value) Expr {
	dir := e.Of(args[0])
	if len(dir) == 0 {
		dir = Text(TempDir)
	}
	return dir.join(Expr{{Value: e.identity(call), Origin: random}})
}

func (e *Evaluator) joined(values []ssa.Value, sep string) (Expr, bool) {
	if len(values) == 0 {
		return nil, false
	}
	var x Expr
	for i, v := range values {
		switch part := e.Of(v); {
		case sep == "/":
			x = x.join(part)
		case i > 0:
			x = x.then(Text(sep)).then(part)
		default:
			x = part
		}
	}
	return x, true
}

func (e *Evaluator) concat(values []ssa.Value) Expr {
	var x Expr
	for _, v := range values {
		x = x.then(e.Of(v))
	}
	return x
}

// globbed is an element of what filepath.Glob returns: an entry of a folder.
func (e *Evaluator) globbed(v *ssa.UnOp) (Expr, bool) {
	elem, ok := v.X.(*ssa.IndexAddr)
	if !ok {
		return nil, false
	}
	list, ok := elem.X.(*ssa.Extract)
	if !ok {
		return nil, false
	}
	call, ok := list.Tuple.(*ssa.Call)
	if !ok || call.Common().StaticCallee() == nil || call.Common().StaticCallee().String() != "path/filepath.Glob" {
		return nil, false
	}
	dir, ok := parent(e.Of(call.Common().Args[0]))
	if !ok {
		return nil, false
	}
	return dir.join(Expr{{Value: e.identity(v), of: v}}), true
}

// parent cuts the last element off, where it is known.
func parent(x Expr) (Expr, bool) {
	for i := len(x) - 1; i >= 0; i-- {
		if x[i].Value != "" {
			if x[i].Lead != "" || i == 0 {
				return nil, false
			}
			continue // a value without slashes, one hopes
		}
		if cut := strings.LastIndexByte(x[i].Text, '/'); cut > 0 || cut == 0 && i > 0 {
			return x[:i:i].then(Text(x[i].Text[:cut])), true
		}
	}
	return nil, false
}

// formatted fills the verbs of a constant format.
func (e *Evaluator) formatted(format Expr, values []ssa.Value) (Expr, bool) {
	if !format.Constant() || len(format) == 0 {
		return nil, false
	}
	var x Expr
	text := format[0].Text
	for {
		before, after, found := strings.Cut(text, "%")
		x = x.then(Text(before))
		if !found {
			return x, true
		}
		if strings.HasPrefix(after, "%") {
			x, text = x.then(Text("%")), after[1:]
			continue
		}
		verb := strings.TrimLeft(after, "+-# 0123456789.")
		if verb == "" || verb[0] == '[' || verb[0] == '*' || len(values) == 0 {
			return nil, false
		}
		x, text, values = x.then(e.Of(values[0])), verb[1:], values[1:]
	}
}

// built collects what is written to a strings.Builder, in source order.
func (e *Evaluator) built(builder ssa.Value) (Expr, bool) {
	cell, ok := builder.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	var x Expr
	for _, ref := range *cell.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		callee := call.Common().StaticCallee()
		if callee == nil || len(call.Common().Args) < 2 || call.Common().Args[0] != builder {
			continue
		}
		switch callee.Name() {
		case "WriteString":
			x = x.then(e.Of(call.Common().Args[1]))
		case "WriteByte", "WriteRune":
			if c, ok := call.Common().Args[1].(*ssa.Const); ok {
				x = x.then(Text(string(rune(c.Int64()))))
			}
		}
	}
	return x, len(x) > 0
}

// pure is the value of a function of the standard library that gives the same
// for the same arguments.
func (e *Evaluator) pure(call *ssa.Call) (Expr, bool) {
	switch packageOf(call.Common()) {
	case "strings", "strconv", "path", "path/filepath", "net/url":
	default:
		return nil, false
	}
	callee := call.Common().StaticCallee()
	if callee == nil || callee.Signature.Recv() != nil || len(call.Common().Args) == 0 {
		return nil, false
	}
	part := Part{Value: "d:" + callee.String(), of: call}
	for _, arg := range call.Common().Args {
		if arg == ssa.Value(call) || e.active[arg] {
			return nil, false
		}
		part.Args = append(part.Args, e.Of(arg))
	}
	return Expr{part}, true
}

// changed is a value of its own that begins as x does.
func (e *Evaluator) changed(call *ssa.Call, from ssa.Value) Expr {
	x := e.opaque(call)
	lead := e.Of(from).Lead()
	if cut := strings.LastIndexByte(lead, '/'); cut >= 0 {
		x[0].Lead = lead[:cut+1]
	}
	return x
}
