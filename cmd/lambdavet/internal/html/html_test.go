package html

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/lint"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

const code = "package p\n\nfunc f() {\n\ts := \"</script><!-- 日本\"; open(s)\n\tdone(\n\t\ts)\n}\n"

// report is of one file, in which findings stand.
func report(t *testing.T, findings ...finding.Finding) *render.Report {
	t.Helper()
	r := &render.Report{
		Dir:      t.TempDir(),
		Version:  "v1",
		Fails:    func(string) bool { return true },
		Findings: findings,
		Rules: []render.Rule{
			{Analyzer: &analysis.Analyzer{Name: "dbconn", URL: "https://example.com/dbconn"}, Page: &lint.Documentation{Title: "opens </script>", Text: "Why <b>.", Before: "x\n", After: "y\n"}},
			{Analyzer: &analysis.Analyzer{Name: "tmpfile"}, Page: &lint.Documentation{Title: "leaves", Text: "Never shown."}},
		},
		Sources: source.New(),
	}
	if err := os.WriteFile(filepath.Join(r.Dir, "p.go"), []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Pos.File, f.End.File = filepath.Join(r.Dir, "p.go"), filepath.Join(r.Dir, "p.go")
		for j := range f.Hops {
			f.Hops[j].Pos.File = f.Pos.File
		}
	}
	return r
}

func at(line, column int) finding.Position { return finding.Position{Line: line, Column: column} }

func TestReport(t *testing.T) {
	r := report(t, finding.Finding{
		Rule: "dbconn", Message: "opens </script>; stop (p.f → p.g)", Pos: at(4, 2), End: at(4, 2),
		Hops: []finding.Hop{{Pos: at(4, 34), Message: "p.f calls p.g"}},
		Fix:  &finding.Fix{Message: "Rename", Edits: []finding.Edit{{Pos: at(4, 2), End: at(4, 3), New: "</script>"}}},
	})
	for i, e := range r.Findings[0].Fix.Edits {
		e.Pos.File, e.End.File = r.Findings[0].Pos.File, r.Findings[0].Pos.File
		r.Findings[0].Fix.Edits[i] = e
	}
	got := text(t, r)
	if got != text(t, r) {
		t.Error("two reports of the same findings differ")
	}
	if n := strings.Count(got, "</script>"); n != 2 {
		t.Errorf("%d script elements end, want 2", n)
	}
	for _, external := range []string{" src=", "@import", "url(", "fetch("} {
		if strings.Contains(got, external) {
			t.Errorf("the document holds %q: it asks for something outside", external)
		}
	}
	d := collect(r)
	if d.Rules[0].Page == "" || d.Rules[1].Page != "" {
		t.Errorf("pages %q and %q, want only that of the rule that found something", d.Rules[0].Page, d.Rules[1].Page)
	}
	f := d.Findings[0]
	if d.Texts[f.Message] != "opens </script>; stop" || d.Handlers[f.Handler] != "p.f in ." || f.Fix != "Rename" {
		t.Errorf("finding %+v of %q and %q", f, d.Texts, d.Handlers)
	}
	if want := (hop{1, 1, 2}); !reflect.DeepEqual(f.Hops[0], want) || d.Texts[1] != "p.f" || d.Texts[2] != "p.g" {
		t.Errorf("hop %v, texts %q", f.Hops[0], d.Texts)
	}
}

// TestMarks checks what is marked, in UTF-16 units.
func TestMarks(t *testing.T) {
	for _, test := range []struct {
		pos, end finding.Position
		want     string
	}{
		{at(4, 2), at(4, 2), "s"},
		{at(4, 7), at(4, 30), `"</script><!-- 日本";`},
		{at(4, 31), at(4, 31), "open"},
		{at(4, 35), at(4, 35), "open"},
		{at(4, 99), at(4, 99), ""},
		{at(5, 2), at(6, 5), "done(…\t\ts)"},
		{at(5, 7), at(5, 7), ""},
	} {
		r := report(t, finding.Finding{Rule: "dbconn", Message: "m", Pos: test.pos, End: test.end})
		if got := marked(collect(r)); got != test.want {
			t.Errorf("%v to %v marks %q, want %q", test.pos, test.end, got, test.want)
		}
	}
}

// marked returns what the first finding marks.
func marked(d *data) string {
	p := d.Places[d.Findings[0].Place]
	lines := strings.Split(code, "\n")
	line := func(n int) []rune { return []rune(lines[n-1]) } // one unit for each, here
	if p.Last == p.Line {
		return string(line(p.Line)[p.Mark[0]:p.Mark[1]])
	}
	return string(line(p.Line)[p.Mark[0]:]) + "…" + string(line(p.Last)[:p.Mark[1]])
}

// TestExcerpts: lines that several findings show are in the document once.
func TestExcerpts(t *testing.T) {
	r := report(t)
	long := strings.Repeat("x", 1000)
	name := filepath.Join(r.Dir, "long.go")
	if err := os.WriteFile(name, []byte("package p\n"+strings.Repeat("var a = 1\n", 50)+long), 0o644); err != nil {
		t.Fatal(err)
	}
	place := func(line int) finding.Position { return finding.Position{File: name, Line: line, Column: 1} }
	for _, line := range []int{2, 3, 30, 52} {
		r.Findings = append(r.Findings, finding.Finding{Rule: "dbconn", Message: "m", Pos: place(line), End: place(line)})
	}
	blocks := collect(r).Files[0].Blocks
	var got []string
	for _, b := range blocks {
		got = append(got, fmt.Sprintf("%d+%d", b.First, len(b.Lines)))
	}
	if want := []string{"1+6", "27+7", "49+4"}; !reflect.DeepEqual(got, want) {
		t.Errorf("blocks %v, want %v", got, want)
	}
	if last := blocks[2].Lines[3]; last != long[:longest]+" …" {
		t.Errorf("long line became %d bytes", len(last))
	}
}

// TestTrouble: what cannot be read or applied is left out.
func TestTrouble(t *testing.T) {
	r := report(t)
	missing := finding.Position{File: filepath.Join(filepath.Dir(r.Dir), "elsewhere.go"), Line: 3, Column: 9}
	r.Findings = []finding.Finding{{
		Rule: "unknown", Message: "m", Pos: missing, End: missing,
		Hops: []finding.Hop{{Pos: missing, Message: "declared here"}},
		Fix:  &finding.Fix{Message: "Do", Edits: []finding.Edit{{Pos: missing, End: missing}}},
	}}
	d := collect(r)
	if f := d.Findings[0]; f.Diff != "" || len(f.Hops[0]) != 2 || d.Rules[f.Rule].Name != "unknown" || len(d.Files[0].Blocks) != 0 {
		t.Errorf("finding %+v of %+v", f, d)
	}
	text(t, r)
}

// TestEmpty: lists without elements are lists.
func TestEmpty(t *testing.T) {
	out, err := json.Marshal(collect(report(t)))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out, []byte("null")) {
		t.Errorf("null in %s", out)
	}
}

func text(t *testing.T, r *render.Report) string {
	t.Helper()
	var buf bytes.Buffer
	if err := Report(&buf, r); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}
