package vetface

import (
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestWrap checks that the original analyzers see themselves and those they
// require, however they are wrapped.
func TestWrap(t *testing.T) {
	nothing := func(pass *analysis.Pass) (any, error) { return nil, nil }
	helper := &analysis.Analyzer{Name: "helper", Doc: "helps", Run: nothing}
	first := &analysis.Analyzer{Name: "first", Doc: "first", Requires: []*analysis.Analyzer{helper}}
	second := &analysis.Analyzer{Name: "second", Doc: "second", Requires: []*analysis.Analyzer{first, helper}}
	first.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Analyzer != first || pass.ResultOf[helper] != "helped" {
			t.Errorf("first: analyzer %v, helper's result %v", pass.Analyzer, pass.ResultOf[helper])
		}
		pass.Report(analysis.Diagnostic{Message: "found", Related: []analysis.RelatedInformation{{Message: "hop"}}})
		return "ran", nil
	}
	second.Run = func(pass *analysis.Pass) (any, error) {
		if pass.ResultOf[first] != "ran" {
			t.Errorf("second: first's result %v", pass.ResultOf[first])
		}
		return nil, nil
	}
	related := false
	wrapped := wrap([]*analysis.Analyzer{first, second}, &related)
	if err := analysis.Validate(wrapped); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(wrapped[1].Requires, []*analysis.Analyzer{wrapped[0], helper}) {
		t.Fatal("second does not require the copy of first and the helper itself")
	}

	var got analysis.Diagnostic
	result, _ := wrapped[0].Run(&analysis.Pass{
		Analyzer: wrapped[0],
		ResultOf: map[*analysis.Analyzer]any{helper: "helped"},
		Report:   func(d analysis.Diagnostic) { got = d },
	})
	if got.Message != "first: found" || got.Related != nil {
		t.Errorf("reported %+v", got)
	}
	wrapped[1].Run(&analysis.Pass{ResultOf: map[*analysis.Analyzer]any{wrapped[0]: result, helper: "helped"}})
}
