package clientinit

import (
	_ "embed"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
	"github.com/lambdavet/lambdavet/analyzers/internal/provenance"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

//go:embed doc.go
var doc string

// Analyzer is the rule clientinit.
var Analyzer = rule.New[mark](rule.Rule{
	Name:     "clientinit",
	Doc:      rule.Page(doc),
	Find:     find,
	Reports:  reports,
	Message:  explain,
	NextDoor: true,
})

type mark struct{}

// fetch is the kind of a stored value that is asked for; the other kinds are
// the costs of the catalog.
const fetch = "fetch"

// notes of a candidate.
const (
	madeOf = "made" // what the arguments are made of
	named  = "name" // what the name of a fetched value is made of
)

// harm says what is paid on each invocation, and what to do about it.
var harm = map[string]string{
	"compile":     "it compiles the same pattern again; compile it once in a package variable",
	"connections": "it drops the keep-alive connections, so each call pays a new TLS handshake; make it once outside the handler",
	"credentials": "it reads the configuration and resolves credentials again; do it once outside the handler",
	"download":    "it downloads the keys again before any work begins; do it once outside the handler",
	"parse":       "it parses the same text again; parse it once in a package variable",
	"setup":       "it builds the client's handlers and endpoint again; make it once outside the handler",
	fetch:         "it asks for the same value over the network; fetch it once, and again when it has aged",
}

func find(c *rule.Context, fn *ssa.Function) []rule.Candidate {
	var candidates []rule.Candidate
	for call, callee := range rule.Calls(fn) {
		if candidate, ok := made(c, fn, call, callee); ok {
			candidates = append(candidates, candidate)
		} else if candidate, ok := fetched(c, fn, call, callee); ok {
			candidates = append(candidates, candidate)
		}
	}
	candidates = append(candidates, pools(c, fn)...)
	return onePerLine(candidates)
}

// onePerLine keeps the outermost of nested constructors: s3.New(session.Must(session.NewSession()))
// moves as a whole.
func onePerLine(candidates []rule.Candidate) []rule.Candidate {
	slices.SortStableFunc(candidates, func(a, b rule.Candidate) int { return a.Pos.Compare(b.Pos) })
	return slices.CompactFunc(candidates, func(a, b rule.Candidate) bool {
		return a.Pos.File == b.Pos.File && a.Pos.Line == b.Pos.Line
	})
}

// made: a configuration, a client or a parsed text is made.
func made(c *rule.Context, fn *ssa.Function, call ssa.CallInstruction, callee *types.Func) (rule.Candidate, bool) {
	cost := costOf(c, call.Common(), callee)
	if cost == "" || onlySigns(c, call) {
		return rule.Candidate{}, false
	}
	candidate := c.AtCall(fn, call)
	candidate.Kind = cost
	candidate.Message = message(callgraph.ShortSymbol(catalog.Symbol(callee)), cost)
	candidate.Notes = map[string]string{madeOf: origin(c, call.Common().Args).String()}
	return candidate, true
}

func message(name, kind string) string { return name + " runs on every invocation: " + harm[kind] }

// costOf returns what it costs to call callee again, "" if it makes nothing
// that could be kept.
func costOf(c *rule.Context, call *ssa.CallCommon, callee *types.Func) string {
	if row, ok := c.Table.Func(catalog.Client, callee); ok {
		if row.Has("const") && !fixed(call.Args) {
			return ""
		}
		return row.Arg(0)
	}
	if callee.Pkg() == nil || callee.Signature().Recv() != nil {
		return ""
	}
	row, ok := c.Table.Package(catalog.Service, callee.Pkg().Path())
	if !ok {
		return ""
	}
	names, _ := row.Value("client")
	if !slices.Contains(strings.Split(names, ","), callee.Name()) {
		return ""
	}
	return row.Arg(0)
}

func fixed(args []ssa.Value) bool {
	return !slices.ContainsFunc(args, func(v ssa.Value) bool { return !value.Fixed(v) })
}

// onlySigns reports whether the only use of a client is to make presigned
// URLs, which takes no connection.
func onlySigns(c *rule.Context, call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	if !ok || len(*v.Referrers()) == 0 {
		return false
	}
	return !slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool { return !signs(c, use) })
}

func signs(c *rule.Context, use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.DebugRef:
		return true
	case ssa.CallInstruction:
		callee := rule.Callee(use.Common())
		if callee == nil {
			return false
		}
		_, ok := c.Table.Func(catalog.Presign, callee)
		return ok
	}
	return false
}

// origin is what the arguments are made of; a context carries no data.
func origin(c *rule.Context, args []ssa.Value) provenance.Origin {
	var o provenance.Origin
	for _, arg := range args {
		if !value.IsContext(arg.Type()) {
			o = o.And(c.Graph.Origin(arg))
		}
	}
	return o
}

// reports: what the event, an answer to a question or chance decides cannot be
// made before, and a stored value whose name is not known before cannot be fetched.
func reports(q *rule.Query, c rule.Candidate, s *invocation.Step) bool {
	if !s.Func.Local && (c.Kind == "compile" || c.Kind == "parse" || c.Kind == "download") {
		return false // a library's own affair: the call cannot make it before
	}
	if c.Kind == fetch {
		return q.Program.Bits(provenance.Parse(c.Notes[named])).Constant()
	}
	return q.Program.Bits(varying(q, provenance.Parse(c.Notes[madeOf])))&(provenance.Event|provenance.Answer|provenance.Random) == 0
}

// explain adds why the region in an event is no reason to make it again.
func explain(q *rule.Query, c rule.Candidate, _ *invocation.Step) string {
	if q.Program.Bits(provenance.Parse(c.Notes[madeOf]))&provenance.Region == 0 {
		return c.Message
	}
	return c.Message + ", for the region of a record is always that of the function"
}

// varying leaves out of an origin what is there before the invocation: package
// variables, and fields of objects that outlive it.
func varying(q *rule.Query, o provenance.Origin) provenance.Origin {
	var nodes []string
	for _, n := range o.Nodes {
		if !strings.HasPrefix(n, "g:") && !(strings.HasPrefix(n, "f:") && q.Program.Outlives(n)) {
			nodes = append(nodes, n)
		}
	}
	return provenance.Origin{Bits: o.Bits, Nodes: nodes}
}
