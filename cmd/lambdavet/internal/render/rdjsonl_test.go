package render

import (
	"path/filepath"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

func TestRDJSONL(t *testing.T) {
	golden(t, "rdjsonl.jsonl", written(t, RDJSONL, example(t)))
}

// TestMerged: reviewdog gets one suggestion for a fix, or none.
func TestMerged(t *testing.T) {
	r := example(t)
	at := func(line, column int) finding.Position {
		return finding.Position{File: filepath.Join(r.Dir, "main.go"), Line: line, Column: column}
	}
	insert := func(line, column int, text string) finding.Edit {
		return finding.Edit{Pos: at(line, column), End: at(line, column), New: text}
	}
	far := insert(999, 1, "x")
	other := insert(13, 1, "x")
	other.Pos.File, other.End.File = "other.go", "other.go"
	for _, test := range []struct {
		name  string
		edits []finding.Edit
		want  string // "" if there is no suggestion
	}{
		{"none", nil, ""},
		{"one", []finding.Edit{insert(12, 2, "x")}, "x"},
		{"two lines, in disorder", []finding.Edit{insert(13, 2, "y"), insert(12, 25, "x")}, "x\"start\")\n\ty"},
		{"beyond the file", []finding.Edit{insert(12, 2, "x"), far}, ""},
		{"beyond the line", []finding.Edit{insert(12, 999, "x"), insert(13, 1, "y")}, ""},
		{"two files", []finding.Edit{insert(12, 2, "x"), other}, ""},
	} {
		edit, ok := r.merged(&finding.Fix{Edits: test.edits})
		if ok != (test.want != "") || edit.New != test.want && ok {
			t.Errorf("%s: got %q, %v, want %q", test.name, edit.New, ok, test.want)
		}
	}
	if _, ok := r.merged(&finding.Fix{Edits: []finding.Edit{{Pos: at(1, 1), End: at(1+suggestedLines, 1)}}}); ok {
		t.Error("a long fix became a suggestion")
	}
}
