// Package lsp is the language server: what the command finds, shown in an
// editor while one works.
//
// The server knows what is saved, not what is typed. It analyses whole modules,
// one at a time, when a file of one is first opened and whenever one is saved.
// What it says of a file afterwards (hovers, fixes) holds for the text it has
// analysed, and it says nothing while the editor has another.
package lsp

import (
	"context"
	"errors"
	"io"
	"log"
	"runtime/debug"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A Config is what the server needs of the command around it.
type Config struct {
	Version string

	// Check analyses the module in the folder root. It is never called twice at
	// the same time.
	Check func(root string) Report

	// Page returns the page of a rule, as Markdown or as plain text, or "".
	Page func(rule string, markdown bool) string

	// Ignorable reports whether //lambdavet:ignore can silence a rule.
	Ignorable func(rule string) bool

	Log io.Writer
}

// A Report is what the command says of a module.
type Report struct {
	Findings []finding.Finding

	// Trouble says why findings may be missing, by line; many of the lines begin
	// with a place, as a compiler's do.
	Trouble []string
}

// Exit codes, as the protocol wants them.
const (
	exitOrderly = 0 // the client said shutdown before exit
	exitAbrupt  = 1
)

// Serve talks to one client until it says exit or closes in; it returns the
// exit code. A run under way is left behind.
func Serve(in io.Reader, out io.WriteCloser, cfg Config) int {
	s := &server{
		cfg:     cfg,
		log:     log.New(cfg.Log, "", 0),
		docs:    make(map[string]*document),
		modules: make(map[string]*outcome),
		queue:   newQueue(),
		exit:    make(chan int, 1),
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.rpc = jrpc2.NewServer(s, &jrpc2.ServerOptions{AllowPush: true, DisableBuiltin: true})
	s.rpc.Start(lenient{channel.LSP(in, out)})
	go s.queue.work(ctx, func(root string) {
		s.check(ctx, root)
		debug.FreeOSMemory() // nothing is kept, and the next run may be hours away
	})
	go func() { s.ended(s.rpc.WaitStatus().Err) }()
	return <-s.exit
}

// ended notes that the connection is gone, whoever closed it.
func (s *server) ended(err error) {
	if err != nil {
		s.log.Printf("lambdavet: the connection to the editor broke: %v", err)
	}
	s.leave()
}

// leave makes Serve return.
func (s *server) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	code := exitAbrupt
	if s.state == shut {
		code = exitOrderly
	}
	select {
	case s.exit <- code:
	default:
	}
}

// A lenient channel takes messages of any content type: the protocol knows
// JSON alone, but older clients spell its name differently.
type lenient struct{ channel.Channel }

func (l lenient) Recv() ([]byte, error) {
	msg, err := l.Channel.Recv()
	if mismatch := new(channel.ContentTypeMismatchError); errors.As(err, &mismatch) {
		err = nil
	}
	return msg, err
}
