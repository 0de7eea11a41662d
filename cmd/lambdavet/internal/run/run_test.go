package run

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
)

// program returns packages p0 to p(n-1), each importing all before it.
func program(n int) *load.Program {
	prog := &load.Program{Fset: token.NewFileSet()}
	for i := range n {
		path := fmt.Sprintf("p%d", i)
		prog.Packages = append(prog.Packages, &load.Package{
			ID: path, Path: path,
			Imports: append([]*load.Package(nil), prog.Packages...),
			Types:   types.NewPackage(path, path),
			Module:  &analysis.Module{},
		})
	}
	return prog
}

type sum struct{ Paths string }

func (*sum) AFact() {}

// TestFacts checks that a package sees the facts of all below it, once, in
// dependency order.
func TestFacts(t *testing.T) {
	summing := &analysis.Analyzer{
		Name: "summing", Doc: "sums", FactTypes: []analysis.Fact{new(sum)}, ResultType: reflect.TypeFor[string](),
		Run: func(pass *analysis.Pass) (any, error) {
			var below []string
			for _, fact := range pass.AllPackageFacts() {
				below = append(below, fact.Fact.(*sum).Paths)
			}
			pass.ExportPackageFact(&sum{pass.Pkg.Path()})
			return strings.Join(below, " "), nil
		},
	}
	prog := program(4)
	result, err := Analyze(prog, []*analysis.Analyzer{summing})
	if err != nil || len(result.Failures) > 0 {
		t.Fatal(err, result.Failures)
	}
	if got := result.Of(summing, prog.Packages[3]); got != "p0 p1 p2" {
		t.Errorf("p3 sees the facts of %q", got)
	}
}

// TestFailures checks that a failing helper silences those that require it,
// on its package only, and is reported once.
func TestFailures(t *testing.T) {
	helper := &analysis.Analyzer{
		Name: "helper", Doc: "helps", ResultType: reflect.TypeFor[int](),
		Run: func(pass *analysis.Pass) (any, error) {
			if pass.Pkg.Path() == "p1" {
				panic("no")
			}
			return 1, nil
		},
	}
	rule := &analysis.Analyzer{
		Name: "rule", Doc: "rules", Requires: []*analysis.Analyzer{helper},
		Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(analysis.Diagnostic{Message: fmt.Sprint(pass.Pkg.Path(), " ", pass.ResultOf[helper])})
			return nil, nil
		},
	}
	result, err := Analyze(program(3), []*analysis.Analyzer{rule})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Message)
	}
	if want := []string{"p0 1", "p2 1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("diagnostics %q, want %q", got, want)
	}
	if len(result.Failures) != 1 || result.Failures[0].Error() != "internal error: helper on package p1: panic: no" {
		t.Errorf("failures %v", result.Failures)
	}
	if len(result.Failures[0].Stack) == 0 {
		t.Error("no stack")
	}
}

func TestIllTypedPackagesAreSkipped(t *testing.T) {
	ran := &analysis.Analyzer{
		Name: "ran", Doc: "runs", ResultType: reflect.TypeFor[bool](),
		Run: func(pass *analysis.Pass) (any, error) { return true, nil },
	}
	prog := program(2)
	prog.Packages[1].IllTyped = true
	result, err := Analyze(prog, []*analysis.Analyzer{ran})
	if err != nil {
		t.Fatal(err)
	}
	if result.Of(ran, prog.Packages[0]) != true || result.Of(ran, prog.Packages[1]) != nil {
		t.Error("an ill-typed package was analysed, or a good one was not")
	}
}
