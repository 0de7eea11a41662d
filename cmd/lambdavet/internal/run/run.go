// Package run applies analyzers to packages loaded from source.
//
// It differs from golang.org/x/tools/go/analysis/checker in what lambdavet
// needs: facts are shared and never copied from package to package, which
// would grow with the square of a project; only packages loaded from source
// are visited; and an analyzer that panics on a package costs that package's
// results, not the run.
package run

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/internal/sequence"
)

// A Diagnostic is what one analyzer reported in its pass over one package.
type Diagnostic struct {
	Analyzer *analysis.Analyzer
	Package  *load.Package
	analysis.Diagnostic
}

// A Result is all that the passes gave.
type Result struct {
	Diagnostics []Diagnostic // of the analyzers asked for
	Failures    []*sequence.Failure
	Durations   map[string]time.Duration // by analyzer name

	results map[*load.Package]map[*analysis.Analyzer]any
}

// Of returns what the analyzer a, one of those asked for, returned for pkg,
// or nil.
func (r *Result) Of(a *analysis.Analyzer, pkg *load.Package) any {
	return r.results[pkg][a]
}

// Analyze runs the analyzers and those they require on every package of prog,
// dependencies first.
func Analyze(prog *load.Program, analyzers []*analysis.Analyzer) (*Result, error) {
	if err := analysis.Validate(analyzers); err != nil {
		return nil, err
	}
	facts := newFacts()
	order := sequence.Of(analyzers)
	jobs := make(map[*load.Package]*job, len(prog.Packages))
	for _, pkg := range prog.Packages {
		jobs[pkg] = newJob(prog, pkg, facts, order, analyzers)
	}
	runAll(prog.Packages, jobs)
	return merge(prog.Packages, jobs, analyzers), nil
}

// runAll runs the jobs, each after those of the packages it imports.
func runAll(pkgs []*load.Package, jobs map[*load.Package]*job) {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for _, pkg := range pkgs {
		wg.Go(func() {
			j := jobs[pkg]
			defer close(j.done)
			for _, dep := range pkg.Imports {
				<-jobs[dep].done
			}
			slots <- struct{}{}
			j.run()
			<-slots
		})
	}
	wg.Wait()
}

// merge puts together what the jobs found, in package order.
func merge(pkgs []*load.Package, jobs map[*load.Package]*job, asked []*analysis.Analyzer) *Result {
	r := &Result{
		Durations: make(map[string]time.Duration),
		results:   make(map[*load.Package]map[*analysis.Analyzer]any),
	}
	for _, pkg := range pkgs {
		j := jobs[pkg]
		for _, d := range j.diagnostics {
			if slices.Contains(asked, d.Analyzer) {
				r.Diagnostics = append(r.Diagnostics, d)
			}
		}
		r.Failures = append(r.Failures, j.failures...)
		for a, d := range j.durations {
			r.Durations[a.Name] += d
		}
		r.results[pkg] = j.results
	}
	return r
}

// A job is the work on one package.
type job struct {
	prog  *load.Program
	pkg   *load.Package
	facts *facts
	order []*analysis.Analyzer
	asked []*analysis.Analyzer // whose results are wanted
	done  chan struct{}

	results     map[*analysis.Analyzer]any
	diagnostics []Diagnostic
	failures    []*sequence.Failure
	durations   map[*analysis.Analyzer]time.Duration
}

func newJob(prog *load.Program, pkg *load.Package, facts *facts, order, asked []*analysis.Analyzer) *job {
	return &job{
		prog:      prog,
		pkg:       pkg,
		facts:     facts,
		order:     order,
		asked:     asked,
		done:      make(chan struct{}),
		results:   make(map[*analysis.Analyzer]any),
		durations: make(map[*analysis.Analyzer]time.Duration),
	}
}

// run applies the analyzers in order. One whose requirement failed, or that
// cannot stand a package with errors, is left out.
func (j *job) run() {
	for _, a := range j.order {
		inputs, ok := sequence.Inputs(a, j.results)
		if j.pkg.IllTyped && !a.RunDespiteErrors || !ok {
			continue
		}
		start := time.Now()
		result, failure := sequence.Run(j.newPass(a, inputs), j.pkg.ID)
		j.durations[a] = time.Since(start)
		if failure != nil {
			j.failures = append(j.failures, failure)
			continue
		}
		j.results[a] = result
	}
	j.release()
}

// release lets go of what no other package needs: the SSA of a large program
// would otherwise stay until its end.
func (j *job) release() {
	kept := make(map[*analysis.Analyzer]any, len(j.asked))
	for _, a := range j.asked {
		kept[a] = j.results[a]
	}
	j.results = kept
	j.pkg.Release()
}
