package baseline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func at(file string, line int) finding.Finding {
	return finding.Finding{Rule: "dbconn", Pos: finding.Position{File: file, Line: line, Column: 1}}
}

// TestLife goes through the life of a baseline: written, findings move, a new
// one of the same text comes, one goes, a rewrite prunes it.
func TestLife(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, FileName)
	code := filepath.Join(dir, "store", "a.go")
	other := filepath.Join(dir, "other", "b.go")
	writeFile(t, code, "package store\n\nfunc f() {\n\topen()\n\topen()\n\tread()\n}\n")
	writeFile(t, other, "package other\n\nfunc g() { open() }\n")
	scope := Scope{Rules: map[string]bool{"dbconn": true}, Dirs: map[string]bool{filepath.Dir(code): true, filepath.Dir(other): true}}
	all := []finding.Finding{at(other, 3), at(code, 4), at(code, 5), at(code, 6)}
	if err := New(file, source.New()).Write(file, all, scope); err != nil {
		t.Fatal(err)
	}

	writeFile(t, code, "package store\n\n// f opens.\nfunc f() {\n\tif true {\n\t\topen()\n\t\topen()\n\t\topen()\n\t}\n}\n")
	b, err := Read(file, source.New())
	if err != nil {
		t.Fatal(err)
	}
	now := []finding.Finding{at(code, 6), at(code, 7), at(code, 8)}
	if fresh := b.Filter(now); len(fresh) != 1 || fresh[0].Pos.Line != 8 {
		t.Errorf("fresh %+v, want the third of the same text", fresh)
	}
	if stale := b.Stale(scope); stale != 2 {
		t.Errorf("%d stale, want read() and the one of other", stale)
	}
	narrow := Scope{Rules: scope.Rules, Dirs: map[string]bool{filepath.Dir(code): true}}
	if stale := b.Stale(narrow); stale != 1 {
		t.Errorf("%d stale of one package, want 1", stale)
	}

	if err := b.Write(file, now, narrow); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(file)
	if strings.Contains(string(text), "read()") || !strings.Contains(string(text), `"package": "other"`) || !strings.Contains(string(text), `"count": 3`) {
		t.Errorf("the rewrite does not prune, or loses what was not looked at:\n%s", text)
	}
}

func TestBroken(t *testing.T) {
	for text, want := range map[string]string{
		"{\"version\": 1,\n\"findings\": [}": ":2: invalid character",
		"{\"version\": 2}":                   "not a baseline of version 1",
		"[]":                                 ":1: json: cannot unmarshal",
		"{\"version\": 1, \"findings\": [{\"rule\": \"x\"}]}":     "at least 1",
		"{\"version\": 1, \"findings\": [{\"rul\": \"x\"}]}":      `unknown field "rul"`,
		"{\"version\": 1,\n\n\"findings\": [{\"count\": \"x\"}]}": ":3: json: cannot unmarshal",
	} {
		file := filepath.Join(t.TempDir(), "b.json")
		writeFile(t, file, text)
		if _, err := Read(file, source.New()); err == nil || !strings.HasPrefix(err.Error(), file) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", text, err, want)
		}
	}
}
