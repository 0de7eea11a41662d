package analyzers_test

import (
	"path/filepath"
	"testing"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

// TestGoodExamples runs all rules over the program that a page calls good: who
// copies it must not hear of another rule.
func TestGoodExamples(t *testing.T) {
	dir, err := fixturetest.Dir()
	if err != nil {
		t.Fatal(err)
	}
	overlay := make(map[string][]byte)
	var folders []string
	for _, a := range analyzers.All() {
		after := analyzers.Documentation(a).After
		if after == "" {
			continue
		}
		folder := a.Name + "/page-good" // exists only in the overlay
		overlay[filepath.Join(dir, folder, "main.go")] = []byte(after)
		folders = append(folders, folder)
	}
	pkgs, err := fixturetest.Load(overlay, folders...)
	if err != nil {
		t.Fatal(err)
	}
	if findings := report(t, pkgs); findings != "" {
		t.Error(findings)
	}
}
