// Package rule turns a function that finds candidates into an analyzer that
// reports those an invocation reaches, with the call chain.
package rule

import (
	"fmt"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/closure"
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
	// Anywhere tells candidates that are a finding wherever the program runs
	// them on Lambda, before Start too. Nil: none are.
	Anywhere func(Candidate) bool
	// Rare: what only the first invocation does counts, too.
	Rare bool
	// Prefer retried sources over near entry points when choosing the chain.
	WorstSource bool
	// Message is the text without the chain. Nil: Candidate.Message.
	Message func(*Query, Candidate, *invocation.Step) string
	// NextDoor: what a module of the same owner does counts, too, and is
	// reported at the call that leads there. It has to be something that the
	// call can cure.
	NextDoor bool
	// Generated: Find is asked about generated functions, too. Place then puts a
	// finding where it can be changed.
	Generated bool
	// Place returns the step whose call the finding stands at, nil for the place
	// of the candidate. Nil: always there.
	Place func(*Query, Candidate, *invocation.Step) *invocation.Step
}

// Candidate is a place that is a finding if an invocation reaches it. It
// travels in facts, so it holds no types.
type Candidate struct {
	callgraph.Where
	// Func is the key of the function that holds it.
	Func string
	End  callgraph.Position
	// Mark says that the candidate is never a finding, only something that
	// Reports asks for with Query.Marks.
	Mark bool
	// Kind tells apart what the rule looks for; Message is the finding.
	Kind    string
	Message string
	// Notes are what else the rule wants to know when it reports.
	Notes map[string]string
	// Below are the names of functions that lead from Func to the position, if it
	// stands in another one.
	Below []string
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
	// Shared is what the rule keeps from one function of the package to the next.
	Shared any

	below *closure.Set[Told]
	parts map[string]*closure.Part[Told]    // of below, once somebody asks
	marks map[string]map[string][]Candidate // of packages that were asked for
}

// Marks returns what the rule marked in a function of a dependency.
func (c *Context) Marks(pkg, fn string) []Candidate {
	if c.parts == nil {
		c.parts = c.below.All()
	}
	part := c.parts[pkg]
	if part == nil {
		return nil
	}
	if _, ok := c.marks[pkg]; !ok {
		c.marks[pkg] = marksOf([]*Told{part.Value()})
	}
	return c.marks[pkg][fn]
}

// Generated reports whether pos lies in a generated file: nobody can change it there.
func (c *Context) Generated(pos token.Pos) bool { return c.Graph.Generated(pos) }

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
	// Main says that the program is complete: no package imports this one and adds to it.
	Main bool

	marks   map[string][]Candidate
	kinds   map[string]bool // of the marks that the program reaches
	invoked map[string]bool // of those that an invocation reaches
}

// Marks returns what the rule marked in a function, in source order.
func (q *Query) Marks(fn string) []Candidate { return q.marks[fn] }

// Marked reports whether a function of the program holds a mark of that kind,
// in Init or on the path; code that runs only outside Lambda does not count.
func (q *Query) Marked(kind string) bool {
	if q.kinds == nil {
		q.kinds = make(map[string]bool)
		for fn, marks := range q.marks {
			if !q.Program.Reached(fn) {
				continue
			}
			for _, c := range marks {
				if c.Attr&callgraph.Offline == 0 {
					q.kinds[c.Kind] = true
				}
			}
		}
	}
	return q.kinds[kind]
}

// Invoked reports whether a function that an invocation reaches holds a mark of
// that kind.
func (q *Query) Invoked(kind string) bool {
	if q.invoked == nil {
		q.invoked = make(map[string]bool)
		walk := q.Program.Walk("")
		for fn, marks := range q.marks {
			if len(walk.Steps(fn)) == 0 {
				continue
			}
			for _, c := range marks {
				q.invoked[c.Kind] = true
			}
		}
	}
	return q.invoked[kind]
}

// marksOf sorts the marks of all packages by function.
func marksOf(told []*Told) map[string][]Candidate {
	marks := make(map[string][]Candidate)
	for _, t := range told {
		for _, c := range t.Candidates {
			if c.Mark {
				marks[c.Func] = append(marks[c.Func], c)
			}
		}
	}
	return marks
}

// Result of every rule: what directives did, for those that report unused ones.
type Result struct {
	// Used are the lines at which a directive silenced a finding.
	Used map[Line]bool
	// Covered are the lines at which a directive covers a candidate.
	Covered map[Line]bool
}

func (r *Result) use(lines []Line) {
	for _, l := range lines {
		r.Used[l] = true
	}
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
type Data struct{ Packages *closure.Set[Told] }

func init() { closure.Register[Told]() }

// Told is what the pass of one package tells: its candidates, and the keys of
// the findings that it reported, sorted.
type Told struct {
	Candidates []Candidate
	Reported   []string
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
	told := new(closure.Set[Told])
	for _, imported := range pass.Pkg.Imports() {
		var dep Fact[M]
		if pass.ImportPackageFact(imported, &dep) {
			told.Add(dep.Packages)
		}
	}
	ctx := &Context{Pass: pass, Table: catalog.Default(), Config: pass.ResultOf[config.Analyzer].(*config.Config), Graph: graph,
		below: told, marks: make(map[string]map[string][]Candidate)}
	own := new(Told)
	for _, fn := range graph.Functions {
		if r.Generated || !ctx.Generated(fn.Pos()) {
			own.Candidates = append(own.Candidates, r.Find(ctx, fn)...)
		}
	}
	for _, c := range own.Candidates {
		if !c.Mark && slices.Contains(c.Ignore, r.Name) {
			result.Covered[line(c.Pos)] = true
		}
	}
	if program := pass.ResultOf[invocation.Analyzer].(*invocation.Program); program != nil {
		all := append(told.Sorted(), own)
		q := &Query{Program: program, Config: ctx.Config, Main: graph.Summary.Main, marks: marksOf(all)}
		own.Reported = report(pass, r, q, all, result)
	}
	if len(own.Candidates)+len(own.Reported) > 0 {
		told.Put(pass.Pkg.Path(), closure.Of(own))
	}
	if !told.Empty() {
		pass.ExportPackageFact(&Fact[M]{Data{told}})
	}
	return result, nil
}

func line(p callgraph.Position) Line { return Line{p.File, p.Line} }

// report judges all candidates that the package can see, and returns the keys
// of its findings.
func report(pass *analysis.Pass, r *Rule, q *Query, told []*Told, result *Result) []string {
	walk := q.Program.Walk
	if r.Rare {
		walk = q.Program.WalkRare
	}
	open, heeded := walk(""), walk(r.Name)
	reported := reportedBelow(told)
	var findings []finding
	var keys []string
	for _, t := range told {
		for _, c := range t.Candidates {
			if c.Mark {
				continue
			}
			ignored := slices.Contains(c.Ignore, r.Name)
			step := choose(r, q, heeded, c)
			if step != nil && !ignored {
				if f, ok := place(r, q, c, step); ok && !reported[f.key()] {
					reported[f.key()] = true
					findings, keys = append(findings, f), append(keys, f.key())
				}
				continue
			}
			if step = choose(r, q, open, c); step != nil {
				lines := silencers(r.Name, c, step)
				result.use(lines)
				if f, ok := place(r, q, c, step); ok && q.Config.Suppressed {
					f.reason = reasonOf(r.Name, lines)
					findings = append(findings, f)
				}
			}
		}
	}
	newReporter(pass, findings).report(r, q)
	slices.Sort(keys)
	return keys
}

// reportedBelow returns the findings that passes of dependencies reported.
func reportedBelow(told []*Told) map[string]bool {
	reported := make(map[string]bool)
	for _, t := range told {
		for _, key := range t.Reported {
			reported[key] = true
		}
	}
	return reported
}

// choose returns the way to a candidate that the finding shows, nil if no
// invocation reaches it.
func choose(r *Rule, q *Query, walk *invocation.Walk, c Candidate) *invocation.Step {
	ok := func(s *invocation.Step) bool {
		return s.Runs(c.Where) && (r.Reports == nil || r.Reports(q, c, s))
	}
	if r.Anywhere != nil && r.Anywhere(c) {
		if s := q.Program.Running(c.Func); s != nil && c.Attr&callgraph.Offline == 0 && ok(s) {
			return s
		}
		return nil
	}
	if q.Program.Excluded(c.Where, c.Callee) {
		return nil
	}
	if r.WorstSource {
		return walk.Worst(c.Func, ok)
	}
	return walk.Best(c.Func, ok)
}

// shown is the length up to which a chain is written out. Of a longer one the
// middle is left out; the related positions of the diagnostic have it all.
const shown = 8

// chain renders the calls from the entry point to the finding, and on to below;
// "" without a hop.
func chain(step *invocation.Step, below []string) string {
	var names []string
	for _, s := range step.Path() {
		names = append(names, s.Func.Name)
	}
	names = append(names, below...)
	if len(names) < 2 {
		return ""
	}
	if hidden := len(names) - shown; hidden > 1 {
		names = slices.Concat(names[:shown/2], []string{fmt.Sprintf("%d more", hidden)}, names[len(names)-shown/2:])
	}
	return " (" + strings.Join(names, " → ") + ")"
}
