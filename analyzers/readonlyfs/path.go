package readonlyfs

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// pkg is what the rule knows of one package.
type pkg struct {
	*rule.Context
	paths *paths.Evaluator
	found map[*ssa.Function]sinks
}

func of(c *rule.Context) *pkg {
	if p, ok := c.Shared.(*pkg); ok {
		return p
	}
	p := &pkg{Context: c, paths: paths.NewEvaluator(c.Graph.Functions), found: make(map[*ssa.Function]sinks)}
	p.paths.Origin = c.Graph.Origin
	p.paths.Result = p.result
	c.Shared = p
	return p
}

// result: folders that functions of the standard library return.
func (p *pkg) result(call *ssa.Call, index int) (paths.Expr, bool) {
	target := rule.Callee(call.Common())
	if target == nil || index > 0 {
		return nil, false
	}
	if row, ok := p.Table.Func(catalog.Folder, target); ok {
		return paths.Text(row.Arg(0)), true
	}
	if name, ok := p.Table.Getenv(call.Common()); ok {
		switch name {
		case "HOME":
			return paths.Text("$HOME"), true
		case "LAMBDA_TASK_ROOT":
			return paths.Text("/var/task"), true
		}
	}
	return nil, false
}

func isHome(v ssa.Value) bool {
	name, _ := value.Text(v)
	return name == "HOME" || strings.HasPrefix(name, "XDG_")
}

// creates returns the path at which a call makes a file, nil if it does not,
// or if only the name of a program tells where.
func creates(call ssa.CallInstruction, row catalog.Row) ssa.Value {
	if row.Has("output") {
		return nil
	}
	if _, ok := row.Value("driver"); ok {
		return nil // a database that is part of the package may be read
	}
	if at, ok := row.Position("flags"); ok && !opensForWriting(call.Common().Args, at) {
		return nil
	}
	return rule.Argument(call.Common(), row.Index())
}

func opensForWriting(args []ssa.Value, at int) bool {
	if at >= len(args) {
		return false
	}
	c, ok := args[at].(*ssa.Const)
	if !ok || c.Value == nil {
		return false
	}
	const writing = os.O_CREATE | os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_TRUNC
	return int(c.Int64())&writing != 0
}

// parameter returns the position of the parameter of fn that the path begins with.
func parameter(fn *ssa.Function, x paths.Expr) (string, bool) {
	if len(x) == 0 || x[0].Text != "" {
		return "", false
	}
	return strings.CutPrefix(x[0].Value, "p:"+callgraph.Key(fn)+"#")
}

// place is a part of the file system that cannot be written.
type place struct{ base string }

// What a path depends on.
const (
	relative = "relative"
	home     = "home"
	fixed    = "fixed"
)

func (p place) harm() string {
	const cure = "; write to a folder made with os.MkdirTemp"
	switch p.base {
	case relative:
		return ", which is below /var/task and read-only on Lambda" + cure
	case home:
		return ", but the home directory does not exist on Lambda" + cure
	}
	return ", which is read-only on Lambda" + cure
}

// readOnly returns the place that a path leads to, as far as its beginning
// tells; not ok if it can be written there, or is not known.
func readOnly(x paths.Expr) (place, bool) {
	lead := x.Lead()
	switch {
	case lead == "":
		return place{relative}, x.Relative()
	case strings.HasPrefix(lead, "$HOME"):
		return place{home}, true
	case !strings.HasPrefix(lead, "/"):
		return place{relative}, !strings.Contains(lead, ":") // a URL, a drive
	}
	first, _, complete := strings.Cut(lead[1:], "/")
	if !complete && len(x) > 1 || first == "" {
		return place{}, false
	}
	switch first {
	case "tmp", "mnt", "dev", "proc":
		return place{}, false
	}
	return place{fixed}, true
}

// quote is a path for the message.
func quote(x paths.Expr) string {
	if len(x) == 1 && x.Lead() == "" {
		return "a relative path"
	}
	return strconv.Quote(x.String())
}

// looksLikePath spares the words that functions are called with.
func looksLikePath(s string) bool {
	return strings.ContainsAny(s, "/.") && !strings.ContainsAny(s, " \n")
}
