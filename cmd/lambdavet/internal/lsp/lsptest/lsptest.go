// Package lsptest plays an editor that talks to a language server. It shares
// no types with the server, so that not both misspell a name.
package lsptest

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
)

// patience is how long the editor waits for anything.
const patience = 2 * time.Minute

// A Position is a place in a document.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// A Range is a part of a document.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// A Diagnostic is what the server says of a place.
type Diagnostic struct {
	Range              Range
	Severity           int
	Code               string
	CodeDescription    struct{ Href string }
	Source, Message    string
	RelatedInformation []struct {
		Location struct {
			URI   string
			Range Range
		}
		Message string
	}
	Data json.RawMessage
}

// An Edit replaces a part of a document.
type Edit struct {
	Range   Range
	NewText string
}

// An Action is a change that the server offers.
type Action struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []Diagnostic
	Edit        struct {
		Changes         map[string][]Edit
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version int
			}
			Edits []Edit
		}
	}
}

// A Message is a notification or request of the server.
type Message struct {
	Method string
	Params json.RawMessage
}

// An Editor is connected to a server.
type Editor struct {
	t        testing.TB
	rpc      *jrpc2.Client
	messages chan Message
	seen     []Message // taken from messages
}

// New connects an editor to a server and introduces it with capabilities, as
// JSON. What the server answers goes to result, unless that is nil.
func New(t testing.TB, r io.Reader, w io.WriteCloser, capabilities string, result any) *Editor {
	t.Helper()
	e := Connect(t, r, w)
	var answer json.RawMessage
	e.Call("initialize", `{"processId":null,"rootUri":null,"capabilities":`+capabilities+`}`, &answer)
	if result != nil {
		if err := json.Unmarshal(answer, result); err != nil {
			t.Fatal(err)
		}
	}
	e.Notify("initialized", `{}`)
	return e
}

// Connect connects an editor that does not introduce itself.
func Connect(t testing.TB, r io.Reader, w io.WriteCloser) *Editor {
	e := &Editor{t: t, messages: make(chan Message, 10_000)}
	e.rpc = jrpc2.NewClient(tap{channel.LSP(r, w), e.messages}, &jrpc2.ClientOptions{
		OnNotify:   func(*jrpc2.Request) {},
		OnCallback: func(context.Context, *jrpc2.Request) (any, error) { return nil, nil },
	})
	return e
}

// A tap copies what the server says of itself: the client does not keep the
// order of notifications.
type tap struct {
	channel.Channel
	messages chan<- Message
}

func (c tap) Recv() ([]byte, error) {
	data, err := c.Channel.Recv()
	var m Message
	if json.Unmarshal(data, &m); err == nil && m.Method != "" {
		c.messages <- m
	}
	return data, err
}

// Call makes a request with parameters as JSON. It fails the test on an error.
func (e *Editor) Call(method, params string, result any) {
	e.t.Helper()
	if err := e.Try(method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

// Try makes a request that may fail.
func (e *Editor) Try(method, params string, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	response, err := e.rpc.Call(ctx, method, json.RawMessage(params))
	if err != nil || result == nil {
		return err
	}
	return response.UnmarshalResult(result)
}

// Notify sends a notification with parameters as JSON.
func (e *Editor) Notify(method, params string) {
	e.t.Helper()
	if err := e.rpc.Notify(context.Background(), method, json.RawMessage(params)); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

// Open opens a document.
func (e *Editor) Open(uri, text string) {
	e.t.Helper()
	e.Notify("textDocument/didOpen", encode(map[string]any{
		"textDocument": map[string]any{"uri": uri, "languageId": "go", "version": 1, "text": text},
	}))
}

// Change changes the text of a document.
func (e *Editor) Change(uri string, version int, text string) {
	e.t.Helper()
	e.Notify("textDocument/didChange", encode(map[string]any{
		"textDocument":   map[string]any{"uri": uri, "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	}))
}

// Save tells that a document was saved.
func (e *Editor) Save(uri string) {
	e.t.Helper()
	e.Notify("textDocument/didSave", encode(map[string]any{"textDocument": map[string]any{"uri": uri}}))
}

// Actions asks what can be done in a range.
func (e *Editor) Actions(uri string, where Range) (actions []Action) {
	e.t.Helper()
	e.Call("textDocument/codeAction", encode(map[string]any{
		"textDocument": map[string]any{"uri": uri},
		"range":        where,
		"context":      map[string]any{"diagnostics": []any{}},
	}), &actions)
	return actions
}

// Hover returns what the server shows at a place.
func (e *Editor) Hover(uri string, at Position) string {
	e.t.Helper()
	var hover struct{ Contents struct{ Kind, Value string } }
	e.Call("textDocument/hover", encode(map[string]any{"textDocument": map[string]any{"uri": uri}, "position": at}), &hover)
	return hover.Contents.Value
}

// Wait returns the next message of that method, from now on.
func (e *Editor) Wait(method string) Message {
	e.t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case m := <-e.messages:
			e.seen = append(e.seen, m)
			if m.Method == method {
				return m
			}
		case <-timeout:
			e.t.Fatalf("no %s in %s", method, patience)
		}
	}
}

// WaitEnd waits for the end of a run. The editor must support progress.
func (e *Editor) WaitEnd() {
	e.t.Helper()
	for {
		if m := e.Wait("$/progress"); strings.Contains(string(m.Params), `"end"`) {
			return
		}
	}
}

// Seen returns the messages of that method so far, or all if it is empty. It
// forgets them all.
func (e *Editor) Seen(method string) (all []Message) {
	for len(e.messages) > 0 {
		e.seen = append(e.seen, <-e.messages)
	}
	all = slices.DeleteFunc(e.seen, func(m Message) bool { return method != "" && m.Method != method })
	e.seen = nil
	return all
}

// A Published is what the server says of a document.
type Published struct {
	URI         string
	Diagnostics []Diagnostic
}

// Published returns what was published so far, in order. It forgets it, and
// all other messages.
func (e *Editor) Published() []Published {
	e.t.Helper()
	return e.Decode(e.Seen("textDocument/publishDiagnostics"))
}

// Decode returns what the messages publish, if anything.
func (e *Editor) Decode(messages []Message) (all []Published) {
	e.t.Helper()
	for _, m := range messages {
		if m.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var p Published
		if err := json.Unmarshal(m.Params, &p); err != nil {
			e.t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// Close ends the connection as an editor should.
func (e *Editor) Close() {
	e.t.Helper()
	e.Call("shutdown", "{}", nil)
	e.Notify("exit", "{}")
}

// Apply returns the text after edits of ASCII text.
func Apply(text string, edits []Edit) string {
	lines := strings.SplitAfter(text, "\n")
	offset := func(p Position) int { return len(strings.Join(lines[:p.Line], "")) + p.Character }
	for _, edit := range slices.Backward(edits) {
		text = text[:offset(edit.Range.Start)] + edit.NewText + text[offset(edit.Range.End):]
	}
	return text
}

func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}
