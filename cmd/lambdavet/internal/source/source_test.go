package source

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

const code = `package p

var x = f()

func f() int { return 1 }

func (s *Store[K, V]) Save() {
	func() {
		x   =	2
	}()
}

func (s Store[K, V]) Load() {
	x = 3
`

func TestFunction(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(name, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	files := New()
	for line, want := range map[int]string{1: "", 3: "", 5: "f", 7: "(*Store).Save", 9: "(*Store).Save", 14: "Store.Load", 99: ""} {
		if got := files.Function(finding.Position{File: name, Line: line}); got != want {
			t.Errorf("line %d is in %q, want %q", line, got, want)
		}
	}
	if got := files.Line(finding.Position{File: name, Line: 99}); got != "" {
		t.Errorf("a line that is not there: %q", got)
	}
	if got := files.Lines(filepath.Join(t.TempDir(), "none.go")); got != nil {
		t.Errorf("a file that is not there: %q", got)
	}
}

// TestIdentity moves a finding down, into another file of the package, and
// changes its indentation: it stays the same. Another text is another finding.
func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, "store", name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	identify := func(file string, line int) Identity {
		return New().Identify(dir, &finding.Finding{Rule: "dbconn", Pos: finding.Position{File: file, Line: line}})
	}
	before := identify(write("a.go", code), 9)
	after := identify(write("b.go", "// comment\n\n"+code), 11)
	if before != after || before.Hash() != after.Hash() {
		t.Errorf("moved: %+v became %+v", before, after)
	}
	if want := (Identity{"dbconn", "store", "(*Store).Save", "x = 2"}); before != want {
		t.Errorf("identity %+v, want %+v", before, want)
	}
	if other := identify(write("a.go", code), 14); other.Hash() == before.Hash() {
		t.Error("two findings have one identity")
	}
}
