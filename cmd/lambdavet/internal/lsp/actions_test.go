package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp/lsptest"
)

const before = `package m

import (
	"fmt"
	"log"
)

func f() {
	fmt.Println("well")
	log.Fatal("bad")
}
`

// mending returns a module with one finding, and a server that finds it.
func mending(t *testing.T, content, capabilities string) (file string, e *lsptest.Editor) {
	t.Helper()
	root := write(t, map[string]string{"go.mod": "module m\n", "a.go": content})
	file = filepath.Join(root, "a.go")
	e = serve(t, func(string) lsp.Report {
		data, _ := os.ReadFile(file)
		if !strings.Contains(string(data), `log.Fatal("bad")`) {
			return lsp.Report{}
		}
		f := on(t, file, `log.Fatal("bad")`, "handlerpanic")
		f.Fix = &finding.Fix{Message: "Return instead", Edits: []finding.Edit{{Pos: f.Pos, End: f.End, New: "return"}}}
		directive := f
		directive.Rule, directive.Fix = "directive", nil
		return lsp.Report{Findings: []finding.Finding{directive, f}}
	}).editor(t, capabilities, nil)
	e.Open(uri(file), content)
	if capabilities == full {
		e.WaitEnd()
	} else {
		e.Wait("textDocument/publishDiagnostics")
	}
	return file, e
}

// TestFix applies a fix, saves, and sees the finding go. The import that has
// lost its use goes with it.
func TestFix(t *testing.T) {
	file, e := mending(t, before, full)
	actions := e.Actions(uri(file), at(9, 3))
	if len(actions) != 2 {
		t.Fatalf("actions %+v, want the fix and a directive", actions)
	}
	fix := actions[0]
	if fix.Title != "Return instead" || fix.Kind != "quickfix" || !fix.IsPreferred || len(fix.Diagnostics) != 1 {
		t.Errorf("fix %+v", fix)
	}
	change := fix.Edit.DocumentChanges[0]
	if len(change.Edits) != 2 || change.TextDocument.Version != 1 {
		t.Errorf("change %+v, want two edits of version 1", change)
	}
	after := lsptest.Apply(before, change.Edits)
	if want := strings.NewReplacer("import (\n\t\"fmt\"\n\t\"log\"\n)", "import (\n\t\"fmt\"\n)", `log.Fatal("bad")`, "return").Replace(before); after != want {
		t.Errorf("after the fix:\n%s", after)
	}
	e.Seen("")
	save(t, e, file, 2, after)
	e.WaitEnd()
	if got := published(e); got != "a.go; " {
		t.Errorf("published %q, want the finding gone", got)
	}
	if actions := e.Actions(uri(file), at(9, 3)); len(actions) != 0 {
		t.Errorf("actions %+v where there is no finding", actions)
	}
}

// save changes a document and its file.
func save(t *testing.T, e *lsptest.Editor, file string, version int, text string) {
	t.Helper()
	e.Change(uri(file), version, text)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	e.Save(uri(file))
}

func at(line, character int) lsptest.Range {
	p := lsptest.Position{Line: line, Character: character}
	return lsptest.Range{Start: p, End: p}
}

// TestIgnore puts a directive above the finding.
func TestIgnore(t *testing.T) {
	for _, test := range []struct{ name, before, after string }{
		{"tab", "package m\n\nfunc f() {\n\tlog.Fatal(\"bad\")\n}\n",
			"package m\n\nfunc f() {\n\t//lambdavet:ignore handlerpanic TODO: say why\n\tlog.Fatal(\"bad\")\n}\n"},
		{"CRLF", "package m\r\nfunc f() {\r\n  log.Fatal(\"bad\")\r\n}\r\n",
			"package m\r\nfunc f() {\r\n  //lambdavet:ignore handlerpanic TODO: say why\r\n  log.Fatal(\"bad\")\r\n}\r\n"},
		{"string", "package m\n\nvar _ = `\n` + log.Fatal(\"bad\")\n", ""},
	} {
		file, e := mending(t, test.before, full)
		line := strings.Count(test.before[:strings.Index(test.before, "log")], "\n")
		actions := e.Actions(uri(file), at(line, 10))
		switch {
		case test.after == "":
			if len(actions) > 0 {
				t.Errorf("%s: actions %+v that would spoil the file", test.name, actions)
			}
		case len(actions) != 2 || actions[1].IsPreferred:
			t.Errorf("%s: actions %+v", test.name, actions)
		default:
			if after := lsptest.Apply(test.before, actions[1].Edit.DocumentChanges[0].Edits); after != test.after {
				t.Errorf("%s: after\n%s\nwant\n%s", test.name, after, test.after)
			}
		}
	}
}

// TestUnsaved types, and takes back what was typed: nothing is offered for a
// text that was not analysed.
func TestUnsaved(t *testing.T) {
	file, e := mending(t, before, full)
	offered := func() bool {
		return len(e.Actions(uri(file), at(9, 3))) > 0 && e.Hover(uri(file), lsptest.Position{Line: 9, Character: 3}) != ""
	}
	if !offered() {
		t.Error("nothing is offered for the text on disk")
	}
	e.Change(uri(file), 2, "// new\n"+before)
	if offered() || e.Hover(uri(file), lsptest.Position{Line: 9, Character: 3}) != "" {
		t.Error("a fix or page is offered for another text")
	}
	e.Change(uri(file), 3, before)
	if !offered() {
		t.Error("nothing is offered after the change was taken back")
	}
	if version := e.Actions(uri(file), at(9, 3))[0].Edit.DocumentChanges[0].TextDocument.Version; version != 3 {
		t.Errorf("edits of version %d, want 3", version)
	}
	e.Notify("textDocument/didClose", `{"textDocument":{"uri":"`+uri(file)+`"}}`)
	if offered() {
		t.Error("a fix is offered for a closed document")
	}
}

// TestWrittenDuringRun writes the file while it is being analysed: what was
// found need not fit.
func TestWrittenDuringRun(t *testing.T) {
	root := write(t, map[string]string{"go.mod": "module m\n", "a.go": before})
	file := filepath.Join(root, "a.go")
	e := serve(t, func(string) lsp.Report {
		f := on(t, file, `log.Fatal("bad")`, "handlerpanic")
		time.Sleep(20 * time.Millisecond) // clocks of file systems are coarse
		if err := os.WriteFile(file, []byte("// new\n"+before), 0o644); err != nil {
			t.Error(err)
		}
		return lsp.Report{Findings: []finding.Finding{f}}
	}).editor(t, full, nil)
	e.Open(uri(file), "// new\n"+before)
	e.WaitEnd()
	if actions := e.Actions(uri(file), at(9, 3)); len(actions) > 0 {
		t.Errorf("offered %+v", actions)
	}
}

func TestHover(t *testing.T) {
	file, e := mending(t, before, full)
	if got, want := e.Hover(uri(file), lsptest.Position{Line: 9, Character: 2}), "# directive\n\n---\n\n# handlerpanic\n"; got != want {
		t.Errorf("hover %q, want %q", got, want)
	}
	if got := e.Hover(uri(file), lsptest.Position{Line: 8, Character: 2}); got != "" {
		t.Errorf("hover %q where there is no finding", got)
	}
}

// TestPlainEditor knows nothing but what version 1 of the protocol had.
func TestPlainEditor(t *testing.T) {
	file, e := mending(t, before, `{}`)
	if got, want := e.Hover(uri(file), lsptest.Position{Line: 9, Character: 2}), "page of directive\n\n\npage of handlerpanic\n"; got != want {
		t.Errorf("hover %q, want %q", got, want)
	}
	actions := e.Actions(uri(file), at(9, 3))
	if len(actions) != 2 || len(actions[0].Edit.Changes[uri(file)]) != 2 {
		t.Errorf("actions %+v", actions)
	}
	if d := actions[0].Diagnostics[0]; d.Data != nil || d.RelatedInformation != nil {
		t.Errorf("diagnostic %+v has more than the editor knows", d)
	}
	for _, m := range e.Seen("") {
		if strings.Contains(m.Method, "rogress") {
			t.Errorf("%s to an editor that does not support it", m.Method)
		}
	}
}
