package graph

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

// languages are the formats, by the extension of their golden files.
var languages = map[string]func(io.Writer, []Entry) error{"dot": DOT, "mmd": Mermaid, "json": JSON}

// TestExample draws the example project, and a program with one call of each kind.
func TestExample(t *testing.T) {
	dir, err := filepath.Abs("../../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"example", "reach"} {
		entries := analyze(t, dir, "./"+name+"/...")
		for ext, write := range languages {
			golden(t, name+"."+ext, strings.ReplaceAll(text(t, write, entries), dir, "$DIR"))
		}
	}
}

func TestEmpty(t *testing.T) {
	for ext, write := range languages {
		golden(t, "empty."+ext, text(t, write, nil))
	}
}

// TestNames draws names that mean something in the languages.
func TestNames(t *testing.T) {
	const odd = "a\"b\\c<d>&e;#f`g|h[i](j){k}%%\n--> x"
	entries := []Entry{{
		Func: odd, Source: odd, Package: "example.com/" + odd, Packages: []string{"example.com/" + odd},
		Effects:  []Effect{{Kind: "write", Service: odd, Operation: odd, Package: "example.com/b"}},
		Findings: map[string]int{"dbconn": 2, "tmpfile": 1},
	}}
	for ext, write := range languages {
		golden(t, "names."+ext, text(t, write, entries))
	}
}

// TestBoxes: handlers of one package that reach the same share a box, however
// many they are, and a long list of operations is cut.
func TestBoxes(t *testing.T) {
	var entries []Entry
	for i := range 30 {
		e := Entry{Func: fmt.Sprintf("api.Handler%02d", i), Source: "SQS", Package: "m/api", Packages: []string{"m/api", "m/store"}}
		for j := range 7 {
			e.Effects = append(e.Effects, Effect{Kind: "read", Service: "dynamodb", Operation: fmt.Sprintf("Get%d", j), Package: "m/store"})
		}
		entries = append(entries, e)
	}
	entries[29].Effects = nil
	p := draw(entries)
	if len(p.clusters) != 1 || len(p.clusters[0].boxes) != 2 {
		t.Fatalf("clusters %+v, want one with two boxes", p.clusters)
	}
	for _, e := range p.edges {
		if want := "Get0\nGet1\nGet2\nGet3\n3 more"; e.to.column == serviceColumn && e.label != want {
			t.Errorf("label %q, want %q", e.label, want)
		}
	}
}

func analyze(t *testing.T, dir, pattern string) []Entry {
	t.Helper()
	prog, err := load.Load(load.Config{Dir: dir, Patterns: []string{pattern}, LambdaRoots: analyzers.LambdaRoots()})
	if err != nil {
		t.Fatal(err)
	}
	if err := analyzers.Flags().Set("owners", strings.Join(prog.Owners, ",")); err != nil {
		t.Fatal(err)
	}
	entrypoints := analyzers.Entrypoints()
	result, err := run.Analyze(prog, append([]*analysis.Analyzer{entrypoints}, analyzers.All()...))
	if err != nil {
		t.Fatal(err)
	}
	var entries []Entry
	for _, pkg := range prog.Packages {
		if found, ok := result.Of(entrypoints, pkg).([]analyzers.Entry); ok && pkg.Named {
			entries = append(entries, Entries(found)...)
		}
	}
	entries = Distinct(entries)
	Count(entries, finding.Collect(prog.Fset, result.Diagnostics), source.New())
	return entries
}

func text(t *testing.T, write func(io.Writer, []Entry) error, entries []Entry) string {
	t.Helper()
	var buf bytes.Buffer
	if err := write(&buf, entries); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from the golden file; see the change with go test -update and git diff\n%s", name, got)
	}
}
