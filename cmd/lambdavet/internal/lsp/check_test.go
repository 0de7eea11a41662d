package lsp_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp/lsptest"
)

// TestPublished looks at diagnostics as they are on the wire: their order,
// names, and ranges in UTF-16 and in bytes.
func TestPublished(t *testing.T) {
	root := write(t, map[string]string{
		"go.mod":     "module m\n",
		"a b.go":     "package m\n\nvar π, 𝄞 = 1, bad\n",
		"lib/lib.go": "package lib\n\nfunc F() { worse() }\n",
	})
	a, lib := filepath.Join(root, "a b.go"), filepath.Join(root, "lib", "lib.go")
	bad := on(t, a, "bad", "dbconn")
	bad.Advisory = true
	worse := on(t, lib, "worse()", "tmpfile")
	worse.Hops = []finding.Hop{{Pos: bad.Pos, End: bad.End, Message: "main calls lib.F"}}
	open := on(t, lib, "func", "")
	open.End, open.URL = open.Pos, ""
	check := func(string) lsp.Report { return lsp.Report{Findings: []finding.Finding{worse, bad, open}} }

	const want = `[
{"uri":"A","diagnostics":[
{"range":{"start":{"line":2,"character":CHAR},"end":{"line":2,"character":CHAREND}},"severity":2,"code":"dbconn",
"codeDescription":{"href":"https://example.com/dbconn"},"source":"lambdavet","message":"do not bad"}]},
{"uri":"LIB","diagnostics":[
{"range":{"start":{"line":2,"character":0},"end":{"line":2,"character":20}},"severity":1,
"source":"lambdavet","message":"do not func"},
{"range":{"start":{"line":2,"character":11},"end":{"line":2,"character":18}},"severity":1,"code":"tmpfile",
"codeDescription":{"href":"https://example.com/tmpfile"},"source":"lambdavet","message":"do not worse()",
"relatedInformation":[{"location":{"uri":"URI","range":{"start":{"line":2,"character":CHAR},"end":{"line":2,"character":CHAREND}}},"message":"main calls lib.F"}]}]}
]`
	for encoding, columns := range map[string][2]string{"utf-16": {"15", "18"}, "utf-8": {"18", "21"}} {
		capabilities := strings.Replace(full, "{", `{"general":{"positionEncodings":["`+encoding+`"]},`, 1)
		e := serve(t, check).editor(t, capabilities, nil)
		asOpened := strings.Replace(uri(a), " ", "%20", 1)
		e.Open(asOpened, "")
		e.WaitEnd()
		var got []string
		for _, m := range e.Seen("textDocument/publishDiagnostics") {
			got = append(got, string(m.Params))
		}
		wanted := strings.NewReplacer("A", asOpened, "LIB", uri(lib), "URI", asOpened, "CHAREND", columns[1], "CHAR", columns[0]).Replace(want)
		if all := "[" + strings.Join(got, ",") + "]"; all != strings.ReplaceAll(wanted, "\n", "") {
			t.Errorf("%s:\n%s\nwant\n%s", encoding, all, wanted)
		}
	}
}

// TestSaves saves during a run: however often, one more run follows.
func TestSaves(t *testing.T) {
	root := write(t, map[string]string{"go.mod": "module m\n", "a.go": "package m\n", "b.go": "package m\n"})
	a, b := filepath.Join(root, "a.go"), filepath.Join(root, "b.go")
	started, finish := make(chan int), make(chan lsp.Report)
	runs := 0
	e := serve(t, func(string) lsp.Report {
		runs++
		started <- runs
		return <-finish
	}).editor(t, full, nil)

	e.Open(uri(a), "package m\n")
	e.Open(uri(b), "package m\n") // the first run is due already
	<-started
	for range 5 {
		e.Save(uri(a))
		e.Save(uri(b))
	}
	e.Call("textDocument/hover", `{"textDocument":{"uri":"file:///x"},"position":{"line":0,"character":0}}`, nil) // all saves have come
	finish <- lsp.Report{Findings: []finding.Finding{on(t, a, "package", "one"), on(t, b, "package", "two")}}
	e.WaitEnd()
	if got := published(e); got != "a.go one; b.go two; " {
		t.Errorf("first run: %s", got)
	}
	if n := <-started; n != 2 {
		t.Fatalf("run %d, want 2", n)
	}
	finish <- lsp.Report{Findings: []finding.Finding{on(t, b, "package", "two")}}
	e.WaitEnd()
	if got := published(e); got != "a.go; b.go two; " {
		t.Errorf("second run: %s", got)
	}
	select {
	case n := <-started:
		t.Fatalf("run %d: saves during a run led to more than one", n)
	case <-time.After(300 * time.Millisecond):
	}

	e.Save(uri(b))
	<-started
	finish <- lsp.Report{}
	e.WaitEnd()
	if got := published(e); got != "b.go; " {
		t.Errorf("third run: %s", got)
	}
}

// published sums up what was published: files and rules.
func published(e *lsptest.Editor) string {
	var out strings.Builder
	for _, p := range e.Published() {
		out.WriteString(p.URI[strings.LastIndex(p.URI, "/")+1:])
		for _, d := range p.Diagnostics {
			out.WriteString(" " + d.Code)
		}
		out.WriteString("; ")
	}
	return out.String()
}

// TestModules has two modules open, of which one has findings in the other, a
// file of none, and one of the module cache.
func TestModules(t *testing.T) {
	root := write(t, map[string]string{
		"one/go.mod": "module one\n", "one/main.go": "package main\n",
		"two/go.mod": "module two\n", "two/lib.go": "package two\n",
		"stray.go": "package stray\n", "pkg@v1.2.3/go.mod": "module pkg\n", "pkg@v1.2.3/pkg.go": "package pkg\n",
		".lambdavet.yml": "\n",
	})
	lib := filepath.Join(root, "two", "lib.go")
	var checked []string
	quiet := false // one has no more to say of two
	e := serve(t, func(dir string) lsp.Report {
		checked = append(checked, filepath.Base(dir))
		if filepath.Base(dir) == "one" && !quiet {
			return lsp.Report{Findings: []finding.Finding{on(t, lib, "package", "far"), on(t, lib, "two", "both")}}
		}
		return lsp.Report{Findings: []finding.Finding{on(t, lib, "two", "both")}}
	}).editor(t, full, nil)
	run := func(want string, modules ...string) {
		t.Helper()
		for range modules {
			e.WaitEnd()
		}
		if got := published(e); got != want || !reflect.DeepEqual(checked, modules) {
			t.Errorf("%v: published %q, want %q in %v", checked, got, want, modules)
		}
		checked = checked[:0]
	}

	e.Open(uri(root, "stray.go"), "package stray\n")
	e.Wait("window/logMessage")
	e.Open(uri(root, "pkg@v1.2.3", "pkg.go"), "package pkg\n")
	e.Wait("window/logMessage")
	e.Open(uri(root, "one", "main.go"), "package main\n")
	run("lib.go far both; ", "one")
	e.Open(uri(lib), "package two\n")
	run("lib.go far both; ", "two")
	e.Save(uri(lib))
	run("lib.go far both; lib.go far both; ", "one", "two")
	e.Save(uri(root, ".lambdavet.yml"))
	run("lib.go far both; lib.go far both; ", "one", "two")
	quiet = true
	e.Save(uri(root, "stray.go"))
	e.Save(uri(root, "one", "main.go"))
	run("lib.go both; ", "one")
}

func TestTrouble(t *testing.T) {
	root := write(t, map[string]string{"go.mod": "module m\n\nnonsense\n", "a.go": "package m\n\nfunc f() { x }\n"})
	a := filepath.Join(root, "a.go")
	report := lsp.Report{Trouble: []string{
		"a.go:3:12: undefined: x",
		"lambdavet: go.mod:3: unknown directive: nonsense",
		"lambdavet: " + a + ":99:9: beyond the end",
		"lambdavet: no such thing",
	}}
	crash := false
	e := serve(t, func(string) lsp.Report {
		if crash {
			panic("out of luck")
		}
		return report
	}).editor(t, full, nil)
	run := func(wantShown string) []lsptest.Published {
		t.Helper()
		e.Save(uri(a))
		e.WaitEnd()
		all, shown := e.Seen(""), ""
		for _, m := range all {
			if m.Method == "window/showMessage" {
				shown += string(m.Params)
			}
		}
		if (wantShown == "") != (shown == "") || !strings.Contains(shown, wantShown) {
			t.Errorf("shown %q, want %q", shown, wantShown)
		}
		return e.Decode(all)
	}

	var got []string
	for _, p := range run("may be missing: errors in a.go, go.mod; no such thing") {
		for _, d := range p.Diagnostics {
			got = append(got, fmt.Sprintf("%s %v-%v %d%s %s", filepath.Base(p.URI), d.Range.Start, d.Range.End, d.Severity, d.Code, d.Message))
		}
	}
	want := []string{
		"a.go {2 11}-{2 14} 1 undefined: x", "a.go {3 0}-{3 0} 1 beyond the end", "go.mod {2 0}-{2 8} 1 unknown directive: nonsense",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("diagnostics %q, want %q", got, want)
	}
	run("") // the same again is not shown again
	crash = true
	for _, p := range run("internal error: out of luck") {
		if len(p.Diagnostics) > 0 {
			t.Errorf("after the crash: %+v", p)
		}
	}
	crash, report = false, lsp.Report{Findings: []finding.Finding{on(t, a, "x", "dbconn")}}
	if all := run(""); len(all) != 1 || len(all[0].Diagnostics) != 1 {
		t.Errorf("after all is well: %+v", all)
	}
	report = lsp.Report{Trouble: []string{"lambdavet: no such thing"}}
	run("no such thing")
}
