package fix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

const source = `package p

import "fmt"

func f() {
	fmt.Println("é", "b")
}
`

// edit replaces columns on a line, both counted from 1 in bytes.
func edit(file string, line, from, to int, text string) finding.Edit {
	return finding.Edit{
		Pos: finding.Position{File: file, Line: line, Column: from},
		End: finding.Position{File: file, Line: line, Column: to},
		New: text,
	}
}

func fixing(edits ...finding.Edit) finding.Finding {
	return finding.Finding{Fix: &finding.Fix{Message: "Fix it", Edits: edits}}
}

func write(t *testing.T, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(content), 0o640); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestMake(t *testing.T) {
	file := write(t, source)
	addImport := edit(file, 3, 8, 8, "\"os\"; import ")
	plan := Make([]finding.Finding{
		fixing(edit(file, 6, 20, 23, `"x"`), addImport), // "b", after a letter of two bytes
		fixing(edit(file, 6, 14, 18, `os.Args`), addImport),
		fixing(edit(file, 6, 2, 23, `overlaps()`)),
		fixing(edit(file, 6, 16, 16, `inserts within`)),
		{Message: "has no fix"},
	})
	if len(plan.Problems) > 0 {
		t.Fatal(plan.Problems)
	}
	if plan.Overlap != 2 || len(plan.Left) != 3 {
		t.Errorf("overlap %d, left %d; want 2, 3", plan.Overlap, len(plan.Left))
	}
	want := "package p\n\nimport \"os\"\nimport \"fmt\"\n\nfunc f() {\n\tfmt.Println(os.Args, \"x\")\n}\n"
	if len(plan.Changes) != 1 || string(plan.Changes[0].New) != want {
		t.Fatalf("changes: %s", plan.Changes)
	}
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(file)
	info, _ := os.Stat(file)
	if string(got) != want || info.Mode().Perm() != 0o640 {
		t.Errorf("wrote %v %s", info.Mode(), got)
	}
}

func TestMakeKeepsUnformattedFiles(t *testing.T) {
	file := write(t, "package p\nvar   a=1\n")
	plan := Make([]finding.Finding{fixing(edit(file, 2, 9, 10, "22"))})
	if got, want := string(plan.Changes[0].New), "package p\nvar   a=22\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMakeRefuses(t *testing.T) {
	file, other := write(t, source), write(t, source)
	for _, test := range []struct {
		edits []finding.Edit
		want  string
	}{
		{[]finding.Edit{edit(file, 6, 2, 23, "fmt.Println((")}, "do not parse"},
		{[]finding.Edit{edit(file, 99, 1, 1, "")}, "outside the file"},
		{[]finding.Edit{edit(file, 6, 9, 3, "")}, "outside the file"},
		{[]finding.Edit{edit(file, 6, 2, 5, "x"), edit(other, 6, 2, 5, "x")}, "more than one file"},
		{[]finding.Edit{edit(file, 6, 2, 5, "x"), edit(file, 6, 4, 7, "y")}, "overlap"},
	} {
		plan := Make([]finding.Finding{fixing(test.edits...)})
		if len(plan.Problems) != 1 || !strings.Contains(plan.Problems[0].Error(), test.want) {
			t.Errorf("problems %v, want %q", plan.Problems, test.want)
		}
		if len(plan.Changes) != 0 || len(plan.Left) != 1 {
			t.Errorf("%s: %d changes, %d left", test.want, len(plan.Changes), len(plan.Left))
		}
	}
}

func TestDiff(t *testing.T) {
	file := write(t, source)
	plan := Make([]finding.Finding{fixing(edit(file, 6, 20, 23, `"x"`))})
	var out strings.Builder
	if err := plan.Diff(&out, filepath.Dir(file)); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"--- a/p.go\n", "+++ b/p.go\n", "-\tfmt.Println(\"é\", \"b\")\n", "+\tfmt.Println(\"é\", \"x\")\n"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("no %q in\n%s", line, &out)
		}
	}
}

func TestDropUnused(t *testing.T) {
	const before = `package p

import (
	"fmt"
	"log"

	yaml "gopkg.in/yaml.v3"
	"github.com/acme/go-db/v2"
	_ "embed"
)

func f() { log.Print(fmt.Sprint(yaml.Marshal, db.Open)) }

func variable(fmt *logger) { fmt.Print() }
`
	for name, test := range map[string]struct{ old, new, gone, kept string }{
		"last use":  {"log.Print(", "println(", `"log"`, `"fmt"`},
		"one of":    {"func f() {", "func g() { log.Print() }; func f() {", "", `"log"`},
		"named":     {"yaml.Marshal, ", "", "yaml.v3", `"log"`},
		"shadowed":  {"fmt.Sprint(", "print(", `"fmt"`, `"log"`},
		"versioned": {", db.Open", "", "go-db", `_ "embed"`},
	} {
		after := strings.Replace(before, test.old, test.new, 1)
		got, err := dropUnused([]byte(before), []byte(after))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if test.gone != "" && strings.Contains(string(got), test.gone) || !strings.Contains(string(got), test.kept) {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}
