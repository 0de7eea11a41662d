package readonlyfs

import (
	_ "embed"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule readonlyfs.
var Analyzer = rule.New[mark](rule.Rule{
	Name:    "readonlyfs",
	Doc:     rule.Page(doc),
	Find:    find,
	Reports: reports,
})

type mark struct{}

// The kinds of candidate.
const (
	written = "written" // a file is made at a path that the function shows
	passed  = "passed"  // a path is given to a function that may make a file there
)

// The kinds of mark.
const (
	makes  = "makes"  // a function makes a file where a parameter says
	hands  = "hands"  // a function hands a parameter on
	moved  = "moved"  // the working directory is changed
	homely = "homely" // HOME is set
)

// Notes of candidates and marks: what a path depends on, and who gets it.
const (
	base   = "base"   // relative, home or fixed
	param  = "param"  // the parameter that holds the path
	callee = "callee" // the function that the path is given to
	arg    = "arg"    // the parameter of callee that gets it
)

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	p := of(c)
	candidates := p.sinks(fn).marks(fn)
	for call, target := range rule.Calls(fn) {
		if kind := prepares(c, call, target); kind != "" {
			candidates = append(candidates, rule.Candidate{Mark: true, Kind: kind, Func: callgraph.Key(fn), Where: c.Graph.Where(fn, call, call.Pos())})
		}
		if row, ok := c.Table.Func(catalog.Create, target); ok {
			if path := creates(call, row); path != nil {
				candidates = append(candidates, p.create(fn, call, callgraph.ShortSymbol(catalog.Symbol(target)), path)...)
			}
		} else if static := p.helper(call); static != nil {
			candidates = append(candidates, p.handed(fn, call, static)...)
		}
	}
	return candidates
}

// prepares: the working directory or HOME is put where files can be written.
func prepares(c *rule.Context, call ssa.CallInstruction, callee *types.Func) string {
	if _, ok := c.Table.Func(catalog.Chdir, callee); ok {
		return moved
	}
	row, ok := c.Table.Func(catalog.SetEnv, callee)
	if ok && row.Index() >= 0 && row.Index() < len(call.Common().Args) && isHome(call.Common().Args[row.Index()]) {
		return homely
	}
	return ""
}

// create: a file is made at path.
func (p *pkg) create(fn *ssa.Function, call ssa.CallInstruction, name string, path ssa.Value) []rule.Candidate {
	x := p.paths.Of(path)
	where, ok := readOnly(x)
	if !ok {
		return nil
	}
	candidate := p.AtCall(fn, call)
	candidate.Kind = written
	candidate.Message = name + " writes to " + quote(x) + where.harm()
	candidate.Notes = map[string]string{base: where.base}
	return []rule.Candidate{candidate}
}

// handed: paths are given to a helper that may make files there. Whether it
// does is known when all packages are.
func (p *pkg) handed(fn *ssa.Function, call ssa.CallInstruction, target *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for i, v := range call.Common().Args {
		if !value.IsString(v.Type()) || own(target) && p.sinks(target)[i] == nil {
			continue
		}
		x := p.paths.Of(v)
		where, ok := readOnly(x)
		if !ok || !looksLikePath(x.String()) {
			continue
		}
		candidate := p.AtCall(fn, call)
		candidate.Kind = passed
		candidate.Message = callgraph.ShortSymbol(callgraph.Key(target)) + " writes to " + quote(x) + where.harm()
		candidate.Notes = map[string]string{base: where.base, callee: callgraph.Key(target), arg: strconv.Itoa(i)}
		candidates = append(candidates, candidate)
	}
	return candidates
}

// reports: the callee has to make a file there, and the program not to have
// put the working directory or HOME somewhere else.
func reports(q *rule.Query, c rule.Candidate, _ *invocation.Step) bool {
	switch c.Notes[base] {
	case relative:
		if q.Marked(moved) {
			return false
		}
	case home:
		if q.Marked(homely) {
			return false
		}
	}
	return c.Kind == written || writes(q, c.Notes[callee], c.Notes[arg], make(map[string]bool))
}

// writes reports whether a function makes a file where its parameter says.
func writes(q *rule.Query, fn, parameter string, seen map[string]bool) bool {
	if key := fn + "#" + parameter; seen[key] {
		return false
	} else {
		seen[key] = true
	}
	return slices.ContainsFunc(q.Marks(fn), func(m rule.Candidate) bool {
		if m.Notes[param] != parameter {
			return false
		}
		return m.Kind == makes || m.Kind == hands && writes(q, m.Notes[callee], m.Notes[arg], seen)
	})
}
