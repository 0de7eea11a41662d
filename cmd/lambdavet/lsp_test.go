package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp/lsptest"
)

const editorCapabilities = `{
	"general": {"positionEncodings": ["utf-8", "utf-16"]},
	"window": {"workDoneProgress": true},
	"textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {"relatedInformation": true}}
}`

// TestLSP is about the server with a few simple rules, on a module with
// settings and a baseline.
func TestLSP(t *testing.T) {
	root := extract(t, "testdata/lsp/module.txtar")
	main, lib := filepath.Join(root, "main.go"), filepath.Join(root, "lib", "lib.go")
	e := startEditor(t, root, "fakevet", "lsp", "--stdio")
	e.open(main)
	e.WaitEnd()
	e.wantSame(root, "fakevet")
	if got := e.rules(lib); got != "shout" {
		t.Errorf("lib.go has %q: the settings or the baseline do not hold", got)
	}
	d := e.shown[lib][0]
	if d.Severity != 2 {
		t.Errorf("severity %d of a check that does not fail, want 2", d.Severity)
	}

	e.open(lib)
	e.saveAs(lib, lsptest.Apply(read(t, lib), e.Actions(uri(lib), d.Range)[0].Edit.Changes[uri(lib)]))
	if got := e.rules(lib); got != "" {
		t.Errorf("lib.go has %q after the fix", got)
	}
	e.wantSame(root, "fakevet")

	e.saveAs(lib, "package lib\n\nvar _ = nosuch\n")
	if e.wantSame(root, "fakevet"); len(e.shown[lib]) != 1 || e.shown[lib][0].Message != "undefined: nosuch" {
		t.Errorf("lib.go has %+v, want the error", e.shown[lib])
	}
	e.saveAs(filepath.Join(root, ".lambdavet.yml"), "nosuch: 1\n")
	if d := e.shown[filepath.Join(root, ".lambdavet.yml")]; len(d) != 1 || !strings.Contains(d[0].Message, "nosuch") {
		t.Errorf(".lambdavet.yml has %+v, want the error", d)
	}
	if err := os.Remove(filepath.Join(root, ".lambdavet.yml")); err != nil {
		t.Fatal(err)
	}
	e.saveAs(lib, "package boom\n")
	e.wantMessage("internal error", "panicky")
	e.saveAs(lib, "package lib\n")
	e.wantSame(root, "fakevet")
	e.quit()
}

// TestLSPFlags: files that flags name are those of the folder the server runs
// in, whatever module is checked.
func TestLSPFlags(t *testing.T) {
	root := extract(t, "testdata/lsp/module.txtar")
	main, above := filepath.Join(root, "main.go"), filepath.Dir(root)
	if err := os.WriteFile(filepath.Join(above, "editor.yml"), []byte("checks: [shout]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e := startEditor(t, above, "fakevet", "lsp", "-config=editor.yml", "-exclude="+filepath.Base(root)+"/lib", "-baseline=none")
	e.open(main)
	e.WaitEnd()
	e.take()
	lib, generated := filepath.Join(root, "lib", "lib.go"), filepath.Join(root, "generated", "generated.go")
	if e.rules(generated) != "shout" || e.rules(main) != "" || e.rules(lib) != "" || e.messages != "" {
		t.Errorf("generated.go has %q, main.go %q, lib.go %q; shown %q", e.rules(generated), e.rules(main), e.rules(lib), e.messages)
	}
	e.quit()
}

// TestLSPExample is about the real rules on the example project: the same
// findings, a fix that drops an import, a directive, and a page.
func TestLSPExample(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "example"), os.DirFS("../../testdata/example")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(read(t, "../../testdata/"+name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pool := filepath.Join(root, "example", "internal", "store", "pool.go")
	postgres := filepath.Join(root, "example", "internal", "store", "postgres.go")
	e := startEditor(t, root, "lambdavet", "lsp")
	e.open(pool)
	e.WaitEnd()
	e.wantSame(root, "lambdavet")

	where := e.shown[pool][0].Range
	if page := e.Hover(uri(pool), where.Start); !strings.HasPrefix(page, "# handlerpanic\n") {
		t.Errorf("hover %q", page)
	}
	e.saveAs(pool, lsptest.Apply(read(t, pool), e.Actions(uri(pool), where)[0].Edit.Changes[uri(pool)]))
	if got := e.rules(pool); got != "" || strings.Contains(read(t, pool), `"log"`) {
		t.Errorf("pool.go has %q after the fix:\n%s", got, read(t, pool))
	}
	e.wantSame(root, "lambdavet")

	d := e.shown[postgres][0]
	if d.Code != "dbconn" || len(d.RelatedInformation) < 2 || !strings.HasSuffix(d.CodeDescription.Href, "/dbconn.md") {
		t.Errorf("diagnostic %+v", d)
	}
	e.open(postgres)
	e.saveAs(postgres, lsptest.Apply(read(t, postgres), e.Actions(uri(postgres), d.Range)[0].Edit.Changes[uri(postgres)]))
	if got := e.rules(postgres); got != "" {
		t.Errorf("postgres.go has %q under the directive", got)
	}
	e.wantSame(root, "lambdavet")
	e.quit()
}

// BenchmarkLSP measures the time from a save to the last diagnostic, in the
// project that LAMBDAVET_PROJECT names.
func BenchmarkLSP(b *testing.B) {
	root := os.Getenv("LAMBDAVET_PROJECT")
	files, _ := filepath.Glob(filepath.Join(root, "go.mod"))
	if root == "" || len(files) == 0 {
		b.Skip("LAMBDAVET_PROJECT names no folder of a module")
	}
	e := startEditor(b, root, "lambdavet", "lsp")
	e.open(files[0])
	e.WaitEnd()
	for b.Loop() {
		e.Save(uri(files[0]))
		e.WaitEnd()
	}
	e.quit()
}

// An editor runs a server and keeps what it says, by path.
type editor struct {
	*lsptest.Editor
	t        testing.TB
	cmd      *exec.Cmd
	shown    map[string][]lsptest.Diagnostic
	messages string
	versions map[string]int
}

func startEditor(t testing.TB, dir, name string, args ...string) *editor {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	stderr := new(bytes.Buffer)
	cmd.Stderr = stderr
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := cmp.Or(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("stderr:\n%s", stderr)
		}
	})
	return &editor{
		Editor: lsptest.New(t, out, in, editorCapabilities, nil),
		t:      t, cmd: cmd, shown: make(map[string][]lsptest.Diagnostic), versions: make(map[string]int),
	}
}

func (e *editor) open(file string) {
	e.t.Helper()
	e.Open(uri(file), read(e.t, file))
}

// saveAs writes another text and waits for what the server says of it.
func (e *editor) saveAs(file, text string) {
	e.t.Helper()
	e.take()
	e.versions[file]++
	e.Change(uri(file), 1+e.versions[file], text)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.Save(uri(file))
	e.WaitEnd()
	e.take()
}

// take takes up what the server has said.
func (e *editor) take() {
	messages := e.Seen("")
	e.messages = ""
	for _, m := range messages {
		if m.Method == "window/showMessage" {
			e.messages += string(m.Params)
		}
	}
	for _, p := range e.Decode(messages) {
		u, err := url.Parse(p.URI)
		if err != nil {
			e.t.Fatal(err)
		}
		e.shown[filepath.FromSlash(u.Path)] = p.Diagnostics
	}
}

func (e *editor) rules(file string) string {
	var rules []string
	for _, d := range e.shown[file] {
		rules = append(rules, d.Code)
	}
	return strings.Join(rules, " ")
}

// wantSame compares with what the command finds in the module.
func (e *editor) wantSame(root, command string) {
	e.t.Helper()
	e.take()
	var got, want []string
	for file, diagnostics := range e.shown {
		for _, d := range diagnostics {
			if d.Code != "" {
				got = append(got, fmt.Sprintf("%s:%d:%d %s", file, d.Range.Start.Line+1, d.Range.Start.Character+1, d.Code))
			}
		}
	}
	cmd := exec.Command(command, "-format=json")
	cmd.Dir = root
	out, _ := cmd.Output() // there are findings
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var f struct {
			Code     string
			Location struct {
				File         string
				Line, Column int
			}
		}
		if err := dec.Decode(&f); err == io.EOF {
			break
		} else if err != nil {
			e.t.Fatal(err)
		}
		want = append(want, fmt.Sprintf("%s:%d:%d %s", f.Location.File, f.Location.Line, f.Location.Column, f.Code))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		e.t.Errorf("the editor has\n%s\nthe command finds\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(want) == 0 {
		e.t.Error("the command finds nothing")
	}
}

func (e *editor) wantMessage(parts ...string) {
	e.t.Helper()
	for _, part := range parts {
		if !strings.Contains(e.messages, part) {
			e.t.Errorf("shown %q, want %q in it", e.messages, part)
		}
	}
}

// quit ends the server in order.
func (e *editor) quit() {
	e.t.Helper()
	e.Close()
	if err := e.cmd.Wait(); err != nil {
		e.t.Errorf("the server ends with %v", err)
	}
}

// extract writes the files of an archive to a new folder.
func extract(t *testing.T, archive string) (root string) {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	root = t.TempDir()
	if err := txtar.Write(a, root); err != nil {
		t.Fatal(err)
	}
	return root
}

func read(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func uri(path string) string {
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(path), "/")
}
