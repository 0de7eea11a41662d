package lsp_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp/lsptest"
)

// full are the capabilities of an editor that can do all.
const full = `{
	"window": {"workDoneProgress": true},
	"workspace": {"workspaceEdit": {"documentChanges": true}},
	"textDocument": {
		"hover": {"contentFormat": ["markdown", "plaintext"]},
		"publishDiagnostics": {"relatedInformation": true, "dataSupport": true}
	}
}`

// A session is a server with a scripted Check, and what it said.
type session struct {
	in   *io.PipeWriter
	out  *io.PipeReader
	code chan int
	log  *syncBuffer
}

// serve starts a server over pipes.
func serve(t *testing.T, check func(root string) lsp.Report) *session {
	fromEditor, in := io.Pipe()
	out, toEditor := io.Pipe()
	s := &session{in, out, make(chan int, 1), new(syncBuffer)}
	go func() {
		s.code <- lsp.Serve(fromEditor, toEditor, lsp.Config{
			Version:   "v1.2.3",
			Check:     check,
			Page:      page,
			Ignorable: func(rule string) bool { return rule != "directive" },
			Log:       s.log,
		})
	}()
	t.Cleanup(func() { in.Close(); out.Close() })
	return s
}

func (s *session) editor(t *testing.T, capabilities string, result any) *lsptest.Editor {
	t.Helper()
	return lsptest.New(t, s.out, s.in, capabilities, result)
}

func page(rule string, markdown bool) string {
	if rule == "" {
		return ""
	}
	if markdown {
		return "# " + rule + "\n"
	}
	return "page of " + rule + "\n"
}

// A syncBuffer may be written and read at once.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// write writes the files of a module, by name, to a new folder.
func write(t *testing.T, files map[string]string) (root string) {
	t.Helper()
	root = t.TempDir()
	for name, content := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func uri(elem ...string) string {
	path := filepath.ToSlash(filepath.Join(elem...))
	return "file:///" + strings.TrimPrefix(path, "/")
}

// on is a finding of rule on the first text found in a file.
func on(t *testing.T, file, text, rule string) finding.Finding {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	offset := bytes.Index(data, []byte(text))
	if offset < 0 {
		t.Fatalf("no %q in %s", text, file)
	}
	line := 1 + bytes.Count(data[:offset], []byte("\n"))
	column := offset - bytes.LastIndexByte(data[:offset], '\n')
	return finding.Finding{
		Rule: rule, Message: "do not " + text, URL: "https://example.com/" + rule,
		Pos: finding.Position{File: file, Line: line, Column: column},
		End: finding.Position{File: file, Line: line, Column: column + len(text)},
	}
}
