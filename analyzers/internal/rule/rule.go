// Package rule turns a function that finds candidates into an analyzer that
// reports those an invocation reaches, with the call chain.
package rule

import (
	"cmp"
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/config"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// Site is the base URL of the rule pages.
const Site = "https://github.com/lambdavet/lambdavet/blob/main/docs/rules/"

// Rule describes one rule.
type Rule struct {
	Name string
	Doc  string
	// Find returns the candidates in one function, in source order.
	Find func(*Context, *ssa.Function) []Candidate
	// Reports says whether a candidate reached by step is a finding. Nil: always.
	Reports func(*Query, Candidate, *invocation.Step) bool
	// Prefer retried sources over near entry points when choosing the chain.
	WorstSource bool
	// Message is the text without the chain. Nil: Candidate.Message.
	Message func(*Query, Candidate, *invocation.Step) string
}

// Candidate is a place that is a finding if an invocation reaches it. It
// travels in facts, so it holds no types.
type Candidate struct {
	callgraph.Where
	// Func is the key of the function that holds it.
	Func string
	End  callgraph.Position
	// Kind tells apart what the rule looks for; Message is the finding.
	Kind    string
	Message string
	// Notes are what else the rule wants to know when it reports.
	Notes map[string]string
	// Callee is the key of a function whose assignments count for a lazy guard.
	Callee string
	Fix    *Fix
}

// Fix is a set of edits in the file of the candidate.
type Fix struct {
	Message string
	Edits   []Edit
}

// Edit replaces the text between two positions.
type Edit struct {
	Pos, End callgraph.Position
	New      string
}

// Context is what Find works with.
type Context struct {
	Pass   *analysis.Pass
	Table  *catalog.Table
	Config *config.Config
	Graph  *callgraph.Result
}

// generated reports whether pos lies in a generated file: nobody can change it there.
func (c *Context) generated(pos token.Pos) bool {
	for _, file := range c.Pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return ast.IsGenerated(file)
		}
	}
	return false
}

// Position makes pos portable.
func (c *Context) Position(pos token.Pos) callgraph.Position {
	return callgraph.NewPosition(c.Pass.Fset, pos)
}

// At returns a candidate at an instruction of fn.
func (c *Context) At(fn *ssa.Function, instr ssa.Instruction, pos token.Pos) Candidate {
	return Candidate{Where: c.Graph.Where(fn, instr, pos), Func: callgraph.Key(fn)}
}

// Query is what Reports and Message may ask.
type Query struct {
	Program *invocation.Program
	Config  *config.Config
}

// Result of every rule: what directives did, for those that report unused ones.
type Result struct {
	// Used are the lines at which a directive silenced a finding.
	Used map[Line]bool
	// Covered are the lines at which a directive covers a candidate.
	Covered map[Line]bool
}

// Line is a line of a source file.
type Line struct {
	File   string
	Number int
}

// Fact carries the candidates of a package and of the first-party packages it
// depends on. Each rule needs a fact type of its own: M tells them apart.
type Fact[M any] struct{ Data }

// AFact marks Fact as a fact.
func (*Fact[M]) AFact() {}

// Data is what a Fact holds.
type Data struct {
	Packages map[string][]Candidate
	// Reported are the keys of findings that a dependency's pass reported.
	Reported map[string]bool
}

// GobEncode writes the data sorted and compressed.
func (d *Data) GobEncode() ([]byte, error) {
	type pair struct {
		Path       string
		Candidates []Candidate
	}
	var flat struct {
		Packages []pair
		Reported []string
	}
	for path, c := range d.Packages {
		flat.Packages = append(flat.Packages, pair{path, c})
	}
	slices.SortFunc(flat.Packages, func(a, b pair) int { return cmp.Compare(a.Path, b.Path) })
	for key := range d.Reported {
		flat.Reported = append(flat.Reported, key)
	}
	slices.Sort(flat.Reported)
	return callgraph.Pack(flat)
}

// GobDecode reverses GobEncode.
func (d *Data) GobDecode(data []byte) error {
	var flat struct {
		Packages []struct {
			Path       string
			Candidates []Candidate
		}
		Reported []string
	}
	if err := callgraph.Unpack(data, &flat); err != nil {
		return err
	}
	*d = newData()
	for _, p := range flat.Packages {
		d.Packages[p.Path] = p.Candidates
	}
	for _, key := range flat.Reported {
		d.Reported[key] = true
	}
	return nil
}

func newData() Data {
	return Data{Packages: make(map[string][]Candidate), Reported: make(map[string]bool)}
}

// New makes the analyzer of a rule. M is any type of the rule's own package.
func New[M any](r Rule) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             r.Name,
		Doc:              r.Doc,
		URL:              Site + r.Name + ".md",
		Requires:         []*analysis.Analyzer{config.Analyzer, callgraph.Analyzer, invocation.Analyzer},
		RunDespiteErrors: true,
		FactTypes:        []analysis.Fact{new(Fact[M])},
		ResultType:       reflect.TypeFor[*Result](),
		Run:              func(pass *analysis.Pass) (any, error) { return run[M](pass, &r) },
	}
}

func run[M any](pass *analysis.Pass, r *Rule) (any, error) {
	result := &Result{Used: make(map[Line]bool), Covered: make(map[Line]bool)}
	graph := pass.ResultOf[callgraph.Analyzer].(*callgraph.Result)
	if graph == nil {
		return result, nil
	}
	data := newData()
	for _, imported := range pass.Pkg.Imports() {
		var dep Fact[M]
		if pass.ImportPackageFact(imported, &dep) {
			for path, c := range dep.Packages {
				data.Packages[path] = c
			}
			for key := range dep.Reported {
				data.Reported[key] = true
			}
		}
	}
	ctx := &Context{Pass: pass, Table: catalog.Default(), Config: pass.ResultOf[config.Analyzer].(*config.Config), Graph: graph}
	var own []Candidate
	for _, fn := range graph.Functions {
		if !ctx.generated(fn.Pos()) {
			own = append(own, r.Find(ctx, fn)...)
		}
	}
	if len(own) > 0 {
		data.Packages[pass.Pkg.Path()] = own
	}
	for _, c := range own {
		if slices.Contains(c.Ignore, r.Name) {
			result.Covered[line(c.Pos)] = true
		}
	}
	if program := pass.ResultOf[invocation.Analyzer].(*invocation.Program); program != nil {
		q := &Query{Program: program, Config: ctx.Config}
		report(pass, r, q, &data, result)
	}
	if len(data.Packages) > 0 {
		pass.ExportPackageFact(&Fact[M]{data})
	}
	return result, nil
}

func line(p callgraph.Position) Line { return Line{p.File, p.Line} }

// report judges all candidates that the package can see.
func report(pass *analysis.Pass, r *Rule, q *Query, data *Data, result *Result) {
	open, heeded := q.Program.Walk(""), q.Program.Walk(r.Name)
	var findings []finding
	for _, path := range sortedKeys(data.Packages) {
		for _, c := range data.Packages[path] {
			ignored := slices.Contains(c.Ignore, r.Name)
			step := choose(r, q, heeded, c)
			if step != nil && !ignored {
				if f, ok := place(c, step); ok && !data.Reported[f.key()] {
					data.Reported[f.key()] = true
					findings = append(findings, f)
				}
				continue
			}
			if step = choose(r, q, open, c); step != nil {
				noteUsed(r, result, c, step, ignored)
			}
		}
	}
	newReporter(pass, findings).report(r, q)
}

// noteUsed records the directives that silenced a finding.
func noteUsed(r *Rule, result *Result, c Candidate, step *invocation.Step, ignored bool) {
	if ignored {
		result.Used[line(c.Pos)] = true
	}
	for _, s := range step.Path() {
		if s.Via != nil && slices.Contains(s.Via.Call.Ignore, r.Name) {
			result.Used[line(s.Via.Call.Pos)] = true
		}
	}
}

// choose returns the way to a candidate that the finding shows, nil if no
// invocation reaches it.
func choose(r *Rule, q *Query, walk *invocation.Walk, c Candidate) *invocation.Step {
	if q.Program.Excluded(c.Where, c.Callee) {
		return nil
	}
	ok := func(s *invocation.Step) bool { return r.Reports == nil || r.Reports(q, c, s) }
	if r.WorstSource {
		return walk.Worst(c.Func, ok)
	}
	return walk.Best(c.Func, ok)
}

// chain renders the calls from the entry point to the finding, "" without a hop.
func chain(step *invocation.Step) string {
	path := step.Path()
	if len(path) < 2 {
		return ""
	}
	names := make([]string, len(path))
	for i, s := range path {
		names[i] = s.Func.Name
	}
	return " (" + strings.Join(names, " → ") + ")"
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
