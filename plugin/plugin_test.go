package plugin

import (
	"go/token"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
)

func TestSettings(t *testing.T) {
	t.Cleanup(func() { New(nil) })
	p, err := New(map[string]any{
		"checks":  []any{"-structlog"},
		"strict":  true,
		"owners":  []any{"corp.test/a", "corp.test/b"},
		"catalog": []any{"guard example.com/dedupe.Once # ours", "exit example.com/die.Now"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if l := p.(*Linter); l.Selected["structlog"] || !l.Selected["dbconn"] {
		t.Errorf("selected %v", l.Selected)
	}
	for name, want := range map[string]string{"strict": "true", "owners": "corp.test/a,corp.test/b"} {
		if got := analyzers.Flags().Lookup(name).Value.String(); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if p, err = New(nil); err != nil {
		t.Fatal(err)
	}
	if l := p.(*Linter); !l.Selected["structlog"] || analyzers.Flags().Lookup("catalog").Value.String() != "" {
		t.Error("no settings do not mean the default")
	}
}

func TestBadSettings(t *testing.T) {
	for want, raw := range map[string]any{
		"allowed are checks":                map[string]any{"check": []any{"all"}},
		`unknown check "nosuch"; known are`: map[string]any{"checks": []any{"nosuch"}},
		`row 2, "nosuch x.F"`:               map[string]any{"catalog": []any{"exit x.F", "nosuch x.F"}},
		"; allowed are":                     "text",
	} {
		if _, err := New(raw); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New(%v): error %v, want %q", raw, err, want)
		}
	}
}

// TestOverlap checks which edits exclude each other.
func TestOverlap(t *testing.T) {
	edit := func(pos, end token.Pos, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)}
	}
	taken := edit(10, 20, "x")
	for e, want := range map[*analysis.TextEdit]bool{
		{Pos: 10, End: 20, NewText: []byte("x")}: false, // the same
		{Pos: 10, End: 20, NewText: []byte("y")}: true,
		{Pos: 19, End: 25}:                       true,
		{Pos: 20, End: 25}:                       false,
		{Pos: 5, End: 10}:                        false,
		{Pos: 10}:                                false, // inserts before
		{Pos: 15}:                                true,  // inserts within
	} {
		if got := overlap(*e, taken); got != want {
			t.Errorf("overlap of %d-%d is %v, want %v", e.Pos, e.End, got, want)
		}
	}
}

// TestBuildAnalyzers checks that golangci-lint can run what it gets, and that
// only the reporter has its linter's name.
func TestBuildAnalyzers(t *testing.T) {
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	built := func() []*analysis.Analyzer {
		all, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if err := analysis.Validate(all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	here := built()
	t.Chdir(t.TempDir())
	there := built()
	if here[0].Name != Name || there[0].Name != Name || len(here[0].FactTypes) > 0 {
		t.Errorf("reporters %+v, %+v", here[0], there[0])
	}
	if here[1].Name == there[1].Name || !reflect.DeepEqual(here[1].FactTypes, there[1].FactTypes) {
		t.Errorf("facts are kept as %s and %s", here[1].Name, there[1].Name)
	}
}
