// Package reach tells what the entry points of a package reach: packages, and
// calls that do something outside the process. It is for pictures; no rule
// depends on it.
package reach

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/callgraph"
	"github.com/lambdavet/lambdavet/analyzers/internal/closure"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// Analyzer reports nothing. Its result are the []Reached of a package, in the
// order of its entry points.
var Analyzer = &analysis.Analyzer{
	Name:             "reach",
	Doc:              "what entry points reach",
	Requires:         []*analysis.Analyzer{callgraph.Analyzer, invocation.Analyzer},
	RunDespiteErrors: true,
	FactTypes:        []analysis.Fact{new(Fact)},
	ResultType:       reflect.TypeFor[[]Reached](),
	Run:              run,
}

// Reached is what invocations of one entry point reach.
type Reached struct {
	Entry    *invocation.Entry
	Package  string   // of the entry point
	Packages []string // first-party, sorted
	Effects  []Effect // by position
}

// Effect is a call that does something outside the process.
type Effect struct {
	callgraph.Where
	Func      string // key of the function that makes the call
	Package   string // of that function
	Kind      Kind
	Service   string // dynamodb, redis
	Operation string // PutItem, UPDATE
	Symbol    string // of the callee, as in the catalog
	// Chain are the names of the functions from the entry point to Func.
	Chain []string
}

// Fact carries the effects of a package and of its first-party dependencies.
type Fact struct{ Packages *closure.Set[Told] }

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

// Told is what one package tells.
type Told struct{ Effects []Effect }

func init() { closure.Register[Told]() }

func run(pass *analysis.Pass) (any, error) {
	graph := pass.ResultOf[callgraph.Analyzer].(*callgraph.Result)
	if graph == nil {
		return []Reached(nil), nil
	}
	fact := &Fact{new(closure.Set[Told])}
	for _, imported := range pass.Pkg.Imports() {
		var dep Fact
		if pass.ImportPackageFact(imported, &dep) {
			fact.Packages.Add(dep.Packages)
		}
	}
	if own := newFinder(pass, graph).all(); len(own) > 0 {
		fact.Packages.Put(pass.Pkg.Path(), closure.Of(&Told{own}))
	}
	if !fact.Packages.Empty() {
		pass.ExportPackageFact(fact)
	}
	program := pass.ResultOf[invocation.Analyzer].(*invocation.Program)
	if program == nil {
		return []Reached(nil), nil
	}
	return newJoin(program, graph.Graph, fact).all(), nil
}

// join puts together what a program reaches.
type join struct {
	program   *invocation.Program
	packageOf map[string]string   // by function
	effects   map[string][]Effect // by function
}

func newJoin(program *invocation.Program, graph *callgraph.Graph, fact *Fact) *join {
	j := &join{program, make(map[string]string), make(map[string][]Effect)}
	for _, s := range graph.Packages.Sorted() {
		for _, f := range s.Funcs {
			j.packageOf[f.Key] = s.Path
		}
	}
	for _, told := range fact.Packages.Sorted() {
		for _, e := range told.Effects {
			j.effects[e.Func] = append(j.effects[e.Func], e)
		}
	}
	return j
}

func (j *join) all() []Reached {
	all := make([]Reached, len(j.program.Entries))
	for i, e := range j.program.Entries {
		all[i] = j.from(e)
	}
	return all
}

func (j *join) from(entry *invocation.Entry) Reached {
	r := Reached{Entry: entry, Package: j.packageOf[entry.Func.Key]}
	packages := make(map[string]bool)
	for _, step := range j.program.From(entry).Nearest() {
		packages[j.packageOf[step.Func.Key]] = true
		for _, e := range j.effects[step.Func.Key] {
			if e.Attr&callgraph.Offline == 0 && !j.passedOn(e) {
				e.Package, e.Chain = j.packageOf[e.Func], names(step)
				r.Effects = append(r.Effects, e)
			}
		}
	}
	r.Packages = slices.Sorted(maps.Keys(packages))
	slices.SortFunc(r.Effects, func(a, b Effect) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Symbol, b.Symbol))
	})
	return r
}

// passedOn reports whether the call leads to a function of the program that
// makes the same call: a method of a wrapper with the name of the operation.
func (j *join) passedOn(e Effect) bool {
	for _, edge := range j.program.Edges(e.Func) {
		if edge.Call.Block == e.Block && edge.Call.Index == e.Index && slices.ContainsFunc(j.effects[edge.Callee.Key], e.same) {
			return true
		}
	}
	return false
}

func (e Effect) same(f Effect) bool { return e.Service == f.Service && e.Operation == f.Operation }

func names(step *invocation.Step) []string {
	var chain []string
	for _, s := range step.Path() {
		chain = append(chain, s.Func.Name)
	}
	return chain
}
