package lsp_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp/lsptest"
)

func nothing(string) lsp.Report { return lsp.Report{} }

func TestLifeCycle(t *testing.T) {
	s := serve(t, nothing)
	e := lsptest.Connect(t, s.out, s.in)
	wantError(t, e, "textDocument/hover", -32002)
	wantError(t, e, "shutdown", -32002)
	var result struct {
		Capabilities struct {
			PositionEncoding string
			TextDocumentSync struct {
				OpenClose bool
				Change    int
				Save      *struct{}
			}
		}
		ServerInfo struct{ Name, Version string }
	}
	e.Call("initialize", `{"capabilities":{}}`, &result)
	if c := result.Capabilities; c.PositionEncoding != "utf-16" || !c.TextDocumentSync.OpenClose || c.TextDocumentSync.Save == nil {
		t.Errorf("capabilities %+v", c)
	}
	if result.ServerInfo.Name != "lambdavet" || result.ServerInfo.Version != "v1.2.3" {
		t.Errorf("server %+v", result.ServerInfo)
	}
	wantError(t, e, "initialize", int(jrpc2.InvalidRequest))
	wantError(t, e, "workspace/symbol", int(jrpc2.MethodNotFound))
	wantError(t, e, "$/unknown", int(jrpc2.MethodNotFound))
	e.Notify("$/setTrace", `{"value":"off"}`)
	e.Notify("textDocument/didSave", `{"textDocument":{"uri":"untitled:1"}}`)
	if err := e.Try("textDocument/hover", `{"textDocument":7}`, nil); code(err) != int(jrpc2.InvalidParams) {
		t.Errorf("bad parameters: %v", err)
	}
	e.Call("shutdown", `{}`, nil)
	wantError(t, e, "textDocument/hover", int(jrpc2.InvalidRequest))
	e.Notify("exit", `{}`)
	wantExit(t, s, 0)
}

func TestAbruptEnd(t *testing.T) {
	for name, end := range map[string]func(*session, *lsptest.Editor){
		"exit without shutdown": func(_ *session, e *lsptest.Editor) { e.Notify("exit", `{}`) },
		"closed":                func(s *session, _ *lsptest.Editor) { s.in.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, nothing)
			end(s, s.editor(t, full, nil))
			wantExit(t, s, 1)
		})
	}
}

func TestPositionEncoding(t *testing.T) {
	for offered, want := range map[string]string{
		`["utf-16"]`: "utf-16", `["utf-32","utf-8","utf-16"]`: "utf-8", `[]`: "utf-16",
	} {
		var result struct {
			Capabilities struct{ PositionEncoding string }
		}
		serve(t, nothing).editor(t, `{"general":{"positionEncodings":`+offered+`}}`, &result)
		if got := result.Capabilities.PositionEncoding; got != want {
			t.Errorf("offered %s, got %s, want %s", offered, got, want)
		}
	}
}

// TestRawMessages writes what no library would: JSON that does not parse, a
// request without a method, other headers, parameters that are null.
func TestRawMessages(t *testing.T) {
	s := serve(t, nothing)
	send := func(header, body string) string {
		go fmt.Fprintf(s.in, "Content-Length: %d\r\n%s\r\n%s", len(body), header, body)
		return receive(t, s.out)
	}
	for _, test := range []struct{ header, body, want string }{
		{"", `{"jsonrpc":"2.0","id":1,`, `"code":-32700`},
		{"", `[]`, `"code":-32600`},
		{"", `{"jsonrpc":"2.0","id":2}`, `"code":-32600`},
		{"Content-Type: application/vscode-jsonrpc; charset=utf8\r\n", `{"jsonrpc":"2.0","id":3,"method":"initialize","params":{"capabilities":{}}}`, `"id":3,"result"`},
		{"", `{"jsonrpc":"2.0","id":"x","method":"shutdown","params":null}`, `"id":"x","result":null`},
	} {
		if got := send(test.header, test.body); !strings.Contains(got, test.want) {
			t.Errorf("%s gives %s, want %s", test.body, got, test.want)
		}
	}
	go fmt.Fprint(s.in, "Content-Length: nonsense\r\n\r\n")
	wantExit(t, s, 0) // it was told to shut down
	if !strings.Contains(s.log.String(), "invalid content-length") {
		t.Errorf("log: %s", s.log)
	}
}

// receive reads one message.
func receive(t *testing.T, r io.Reader) string {
	t.Helper()
	length := 0
	for {
		line := ""
		for b := make([]byte, 1); !strings.HasSuffix(line, "\r\n"); line += string(b) {
			if _, err := io.ReadFull(r, b); err != nil {
				t.Fatal(err)
			}
		}
		if line == "\r\n" {
			break
		}
		fmt.Sscanf(line, "Content-Length: %d", &length)
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(body) {
		t.Fatalf("not JSON: %s", body)
	}
	return string(body)
}

func wantError(t *testing.T, e *lsptest.Editor, method string, want int) {
	t.Helper()
	if err := e.Try(method, `{}`, nil); code(err) != want {
		t.Errorf("%s: %v, want code %d", method, err, want)
	}
}

func code(err error) int {
	var e *jrpc2.Error
	if errors.As(err, &e) {
		return int(e.Code)
	}
	return 0
}

func wantExit(t *testing.T, s *session, want int) {
	t.Helper()
	select {
	case got := <-s.code:
		if got != want {
			t.Errorf("exit code %d, want %d", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server does not end")
	}
}
