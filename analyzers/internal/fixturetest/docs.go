package fixturetest

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// RunDocs runs a over the examples of its page: each program under the heading
// Bad must have a finding, none under Good may have one.
func RunDocs(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	settings.RLock()
	defer settings.RUnlock()
	for _, heading := range []string{"Bad", "Good"} {
		programs := examples(a.Doc, heading)
		if len(programs) == 0 {
			t.Errorf("the page of %s has no program under the heading %s", a.Name, heading)
		}
		for i, program := range programs {
			name := fmt.Sprintf("%s%d", strings.ToLower(heading), i+1)
			t.Run(name, func(t *testing.T) { runExample(t, a, name, program, heading == "Bad") })
		}
	}
}

func runExample(t *testing.T, a *analysis.Analyzer, name, program string, bad bool) {
	t.Helper()
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	folder := a.Name + "/page-" + name // exists only in the overlay
	overlay := map[string][]byte{filepath.Join(dir, folder, "main.go"): []byte(program)}
	pkgs, err := Load(overlay, folder)
	if err != nil {
		t.Fatal(err)
	}
	findings := Findings(t, a, pkgs)
	switch {
	case bad && len(findings) == 0:
		t.Error("no finding in the bad example")
	case !bad && len(findings) > 0:
		t.Errorf("findings in the good example:\n%s", render(findings))
	}
}

// examples returns the programs of a page that stand under a heading: the
// indented blocks that begin with a package clause.
func examples(page, heading string) []string {
	var programs []string
	var block []string
	flush := func() {
		if text := strings.TrimSpace(strings.Join(block, "\n")); strings.HasPrefix(text, "package ") {
			programs = append(programs, text+"\n")
		}
		block = nil
	}
	under := false
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		code, indented := strings.CutPrefix(line, "\t")
		switch {
		case strings.HasPrefix(line, "# "):
			flush()
			under = line == "# "+heading
		case under && (indented || line == "" && block != nil):
			block = append(block, code)
		default:
			flush()
		}
	}
	flush()
	return programs
}
