package render

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

func TestSARIF(t *testing.T) {
	got := written(t, SARIF, example(t))
	validate(t, got)
	golden(t, "sarif.json", got)
}

// TestSARIFEmpty: a clean run has an empty list of results, so that code
// scanning closes what it knew; a failed one says so.
func TestSARIFEmpty(t *testing.T) {
	r := example(t)
	r.Findings, r.Suppressed, r.Incomplete = nil, nil, true
	got := written(t, SARIF, r)
	validate(t, got)
	for _, want := range []string{`"results": []`, `"executionSuccessful": false`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestSARIFRules: what lambdavet says of its own rules is complete, and within
// what GitHub takes.
func TestSARIFRules(t *testing.T) {
	r := example(t)
	r.Findings, r.Suppressed, r.Rules = nil, nil, nil
	for _, a := range analyzers.All() {
		r.Rules = append(r.Rules, Rule{a, analyzers.Documentation(a)})
	}
	validate(t, written(t, SARIF, r))
	names := make(map[string]bool)
	for _, rule := range r.sarifDriver().Rules {
		for what, text := range map[string]string{
			"name": rule.Name, "short description": rule.ShortDescription.Text, "full description": rule.FullDescription.Text,
			"help": rule.Help.Text, "markdown": rule.Help.Markdown,
		} {
			if strings.TrimSpace(text) == "" || strings.HasSuffix(text, "…") {
				t.Errorf("%s: %s is empty or too long: %q", rule.ID, what, text)
			}
		}
		if names[rule.Name] {
			t.Errorf("two rules are named %s", rule.Name)
		}
		names[rule.Name] = true
		if !strings.HasSuffix(rule.HelpURI, "/docs/rules/"+rule.ID+".md") {
			t.Errorf("%s: help URI %q", rule.ID, rule.HelpURI)
		}
	}
}

func TestLimited(t *testing.T) {
	long := strings.Repeat("é", descriptionLimit+1)
	got := limited(long, descriptionLimit)
	if n := utf8.RuneCountInString(got); n != descriptionLimit || !strings.HasSuffix(got, "é…") {
		t.Errorf("cut to %d characters that end in %q", n, got[len(got)-8:])
	}
	if got := limited(long[2:], descriptionLimit); got != long[2:] {
		t.Error("cut although it is short enough")
	}
}

// TestSARIFLimit: code scanning rejects a file with too many results.
func TestSARIFLimit(t *testing.T) {
	r := example(t)
	r.Findings, r.Suppressed = slices.Repeat(r.Findings[:1], resultLimit+3), nil
	run := r.sarifRun()
	if n := len(run.Results); n != resultLimit {
		t.Errorf("%d results", n)
	}
	if note := run.Invocations[0].Notifications[0].Message.Text; !strings.HasPrefix(note, "3 more findings") {
		t.Errorf("note %q", note)
	}
}

func TestUTF16Column(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(name, []byte("\ta\n🚀x\né注x\n\xff🚀"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := &Report{Sources: source.New()}
	for p, want := range map[finding.Position]int{
		{Line: 1, Column: 1}:  1,
		{Line: 1, Column: 2}:  2, // a tab is one
		{Line: 2, Column: 5}:  3, // an emoji is two
		{Line: 2, Column: 6}:  4, // the end of the line
		{Line: 3, Column: 3}:  2,
		{Line: 3, Column: 6}:  3,
		{Line: 4, Column: 2}:  2,  // invalid UTF-8 is one
		{Line: 2, Column: 16}: 14, // beyond the line
		{Line: 99, Column: 7}: 7,  // beyond the file
		{Line: 1, Column: 0}:  0,  // unknown
	} {
		p.File = name
		if got := r.utf16Column(p); got != want {
			t.Errorf("%d:%d is column %d, want %d", p.Line, p.Column, got, want)
		}
	}
}

// TestFingerprints moves findings down, into another file of the package, and
// to other columns: they stay who they are. Equal ones are counted.
func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	const code = "package p\n\nfunc f() {\n\topen()\n\topen()\n}\n"
	fingerprints := func(file, text string, lines ...int) []string {
		t.Helper()
		file = filepath.Join(dir, file)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		r := example(t)
		r.Dir, r.Findings, r.Suppressed = dir, nil, nil
		for _, line := range lines {
			r.Findings = append(r.Findings, finding.Finding{Rule: "dbconn", Pos: finding.Position{File: file, Line: line, Column: 2}})
		}
		var all []string
		for _, result := range r.sarifResults() {
			all = append(all, result.PartialFingerprints["primaryLocationLineHash"])
		}
		return all
	}
	before := fingerprints("a.go", code, 4, 5)
	after := fingerprints("b.go", "// moved\n\n"+strings.ReplaceAll(code, "\topen", "\t\topen"), 6, 7)
	if !slices.Equal(before, after) {
		t.Errorf("moved: %q became %q", before, after)
	}
	if !strings.HasSuffix(before[0], ":1") || before[1] != strings.TrimSuffix(before[0], "1")+"2" {
		t.Errorf("two equal findings are %q", before)
	}
	if other := fingerprints("a.go", strings.ReplaceAll(code, "open", "close"), 4); other[0] == before[0] {
		t.Error("different findings have one fingerprint")
	}
}

// TestCategory: in a workflow, each directory of the repository has a category
// of its own, and paths start at the checkout.
func TestCategory(t *testing.T) {
	r := example(t)
	t.Setenv("GITHUB_WORKSPACE", filepath.Dir(r.Dir))
	run := r.sarifRun()
	if id := run.AutomationDetails.ID; id != "lambdavet/app/" {
		t.Errorf("category %q", id)
	}
	if uri := run.Results[1].Locations[0].PhysicalLocation.ArtifactLocation.URI; uri != "app/main.go" {
		t.Errorf("URI %q", uri)
	}
}

// TestUnknownColumn: after a line directive without column, only the line is known.
func TestUnknownColumn(t *testing.T) {
	r := example(t)
	r.Findings = r.Findings[1:2]
	r.Findings[0].Pos.Column = 0
	validate(t, written(t, SARIF, r))
	if got := r.sarifResults()[0].Locations[0].PhysicalLocation.Region; got != (sarifRegion{StartLine: 12}) {
		t.Errorf("region %+v", got)
	}
}

// validate checks against the schema of SARIF 2.1.0.
func validate(t *testing.T, log string) {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/schema/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal([]byte(log), &value); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%v\n%s", err, log)
	}
}
