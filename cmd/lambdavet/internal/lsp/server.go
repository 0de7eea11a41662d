package lsp

import (
	"context"
	"log"
	"slices"
	"sync"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/handler"
)

type server struct {
	cfg   Config
	log   *log.Logger
	rpc   *jrpc2.Server
	queue *queue
	exit  chan int
	runs  int // so far, of the queue

	mu      sync.Mutex
	state   state
	client  client
	docs    map[string]*document // open in the editor, by path
	modules map[string]*outcome  // by folder; nil while the first run is due
}

// A state is how far the protocol's life cycle has come.
type state int

const (
	fresh state = iota
	running
	shut
)

// A client is what the editor can do.
type client struct {
	utf8            bool // positions count bytes, else UTF-16 code units
	markdown        bool
	related         bool
	data            bool
	progress        bool
	documentChanges bool
}

// methods are those that the server knows. jrpc2 answers all others, handles
// notifications one after the other, and requests after the notifications
// before them.
var methods = map[string]func(*server) jrpc2.Handler{
	"initialize":              func(s *server) jrpc2.Handler { return handler.New(s.initialize) },
	"initialized":             func(*server) jrpc2.Handler { return ignore },
	"shutdown":                func(s *server) jrpc2.Handler { return s.shutdown },
	"exit":                    func(s *server) jrpc2.Handler { return s.quit },
	"textDocument/didOpen":    func(s *server) jrpc2.Handler { return handler.New(s.didOpen) },
	"textDocument/didChange":  func(s *server) jrpc2.Handler { return handler.New(s.didChange) },
	"textDocument/didSave":    func(s *server) jrpc2.Handler { return handler.New(s.didSave) },
	"textDocument/didClose":   func(s *server) jrpc2.Handler { return handler.New(s.didClose) },
	"textDocument/codeAction": func(s *server) jrpc2.Handler { return handler.New(s.codeAction) },
	"textDocument/hover":      func(s *server) jrpc2.Handler { return handler.New(s.hover) },
}

// Assign implements jrpc2.Assigner.
func (s *server) Assign(_ context.Context, method string) jrpc2.Handler {
	bind := methods[method]
	if bind == nil {
		return nil
	}
	handle := bind(s)
	return func(ctx context.Context, req *jrpc2.Request) (any, error) {
		if err := s.allowed(method); err != nil {
			return nil, err
		}
		return handle(ctx, req)
	}
}

// allowed reports, as an error, what a method may not do in the present state.
func (s *server) allowed(method string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case method == "exit":
		return nil
	case s.state == fresh && method != "initialize":
		return jrpc2.Errorf(codeNotInitialized, "%s before initialize", method)
	case s.state == running && method == "initialize":
		return jrpc2.Errorf(jrpc2.InvalidRequest, "initialize was called before")
	case s.state == shut:
		return jrpc2.Errorf(jrpc2.InvalidRequest, "%s after shutdown", method)
	}
	return nil
}

func (s *server) initialize(_ context.Context, p *initializeParams) (*initializeResult, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	document := p.Capabilities.TextDocument
	s.client = client{
		utf8:            slices.Contains(p.Capabilities.General.PositionEncodings, "utf-8"),
		markdown:        slices.Contains(document.Hover.ContentFormat, "markdown"),
		related:         document.PublishDiagnostics.RelatedInformation,
		data:            document.PublishDiagnostics.DataSupport,
		progress:        p.Capabilities.Window.WorkDoneProgress,
		documentChanges: p.Capabilities.Workspace.WorkspaceEdit.DocumentChanges,
	}
	s.state = running
	encoding := "utf-16"
	if s.client.utf8 {
		encoding = "utf-8"
	}
	return &initializeResult{
		Capabilities: serverCapabilities{
			PositionEncoding:   encoding,
			TextDocumentSync:   syncOptions{OpenClose: true, Change: syncFull},
			CodeActionProvider: codeActionOptions{[]string{kindQuickFix}},
			HoverProvider:      true,
		},
		ServerInfo: serverInfo{"lambdavet", s.cfg.Version},
	}, nil
}

// shutdown, like quit and ignore, takes whatever parameters clients pass where
// there are none.
func (s *server) shutdown(context.Context, *jrpc2.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = shut
	return nil, nil
}

func (s *server) quit(context.Context, *jrpc2.Request) (any, error) {
	s.leave()
	return nil, nil
}

func ignore(context.Context, *jrpc2.Request) (any, error) { return nil, nil }

// notify sends a notification. A client that is gone is noticed elsewhere.
func (s *server) notify(ctx context.Context, method string, params any) {
	if err := s.rpc.Notify(ctx, method, params); err != nil {
		s.log.Printf("lambdavet: %s: %v", method, err)
	}
}
