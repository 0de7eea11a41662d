package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

// hostile has markup and very long words wherever text of a user can stand.
func hostile(t *testing.T) *render.Report {
	t.Helper()
	const attack = `</script><script>window.hacked = 1</script><!--`
	r := newReport(t.TempDir(), analyzers.All())
	long := strings.Repeat("averylongname", 18)
	dir := filepath.Join(r.Dir, "a<b onclick=x>", long)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "a&lt;img src=x onerror=hacked=1>.go")
	code := "package p\n\nvar a = \"" + attack + "\"\nvar é = \"日本\" // " + strings.Repeat(long, 10) + "\n"
	if err := os.WriteFile(name, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) finding.Position {
		return finding.Position{File: name, Line: line, Column: column}
	}
	r.Findings = []finding.Finding{
		{Rule: "dbconn", Message: attack + "<img src=x onerror='hacked=1'>; <b>cure</b>", Pos: at(3, 9), End: at(3, 9+len(attack)+2),
			Hops: []finding.Hop{{Pos: at(3, 1), End: at(3, 1), Message: "main." + long + attack + " calls p." + long}}},
		{Rule: "tmpfile", Message: strings.Repeat(long, 3), Pos: at(4, 1), End: at(4, 1), Hops: []finding.Hop{{Pos: at(99, 1), Message: "declared here " + attack}}},
		{Rule: "unknown<rule>", Message: attack, URL: "javascript:hacked=1", Pos: finding.Position{File: filepath.Join(r.Dir, "missing.go"), Line: 7, Column: 1}},
	}
	return r
}
