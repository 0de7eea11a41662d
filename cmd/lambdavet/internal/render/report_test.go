package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/lint"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

// example is a report on testdata/app: an error with a chain behind text that
// is not ASCII, two findings that only their order tells apart, one outside of
// the project, a warning with a fix of two edits, and a suppressed finding.
func example(t *testing.T) *Report {
	t.Setenv("GITHUB_WORKSPACE", "")
	dir, err := filepath.Abs("testdata/app")
	if err != nil {
		t.Fatal(err)
	}
	at := func(file string, line, column int) finding.Position {
		return finding.Position{File: filepath.Join(dir, file), Line: line, Column: column}
	}
	const pages = "https://example.com/rules/"
	open := finding.Finding{Rule: "dbconn", URL: pages + "dbconn.md", Message: "sql.Open connects per invocation; open it once"}
	first, twice, again, elsewhere, silenced := open, open, open, open, open
	first.Message += " (main.handler → orders.Save)"
	first.Pos, first.End = at("orders/save.go", 6, 30), at("orders/save.go", 6, 51)
	first.Hops = []finding.Hop{{Pos: at("main.go", 13, 20), End: at("main.go", 13, 20), Message: "main.handler calls orders.Save"}}
	twice.Pos, twice.End = at("orders/save.go", 15, 2), at("orders/save.go", 15, 2)
	again.Pos, again.End = at("orders/save.go", 16, 2), at("orders/save.go", 16, 22)
	elsewhere.Pos = finding.Position{File: filepath.Join(dir, "..", "elsewhere", "a b.go"), Line: 3, Column: 7}
	elsewhere.End = elsewhere.Pos
	silenced.Pos, silenced.End = again.Pos, again.End
	silenced.Suppressed = "it is a test"
	print := finding.Finding{
		Rule: "structlog", Advisory: true, Message: "fmt.Println: 100% text, no machine reads it", URL: pages + "structlog.md",
		Pos: at("main.go", 12, 13), End: at("main.go", 12, 33),
		Fix: &finding.Fix{Message: "Log with slog", Edits: []finding.Edit{
			{Pos: at("main.go", 12, 13), End: at("main.go", 12, 24), New: "slog.Info"},
			{Pos: at("main.go", 12, 32), End: at("main.go", 12, 32), New: `, "a", 1`},
		}},
	}
	return &Report{
		Dir:        dir,
		Version:    "v1.2.3",
		Findings:   []finding.Finding{elsewhere, print, first, twice, again},
		Suppressed: []finding.Finding{silenced},
		Rules: []Rule{
			{&analysis.Analyzer{Name: "dbconn", URL: pages + "dbconn.md"}, &lint.Documentation{
				Title: "database connections opened per invocation",
				Text:  "A connection is opened\nfor each event.\n\nOpen it once.\n\n# When it stays silent\n\nIn main.",
			}},
			{&analysis.Analyzer{Name: "structlog"}, &lint.Documentation{Title: "logs, not text"}},
		},
		Fails:   func(rule string) bool { return rule == "dbconn" },
		Sources: source.New(),
	}
}

// written returns what the format writes, with the directory above that of the
// report replaced by $DIR.
func written(t *testing.T, format Format, r *Report) string {
	t.Helper()
	var out, again bytes.Buffer
	if err := format(&out, r); err != nil {
		t.Fatal(err)
	}
	if err := format(&again, r); err != nil || out.String() != again.String() {
		t.Errorf("the same report written again differs, error %v", err)
	}
	return strings.ReplaceAll(out.String(), filepath.Dir(r.Dir), "$DIR")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "golden", name)
	if *update {
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not current (go test -update writes it); got\n%s", name, got)
	}
}
