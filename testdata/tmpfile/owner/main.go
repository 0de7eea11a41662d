// A struct has the file, and its method removes it.
package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type workspace struct{ root string }

func newWorkspace() (*workspace, error) {
	root, err := os.MkdirTemp("", "ws")
	if err != nil {
		return nil, err
	}
	return &workspace{root}, nil
}

func (w *workspace) cleanup() { os.RemoveAll(w.root) }

func (w *workspace) file(name string) string { return filepath.Join(w.root, name) }

type spool struct {
	io.ReadCloser
	name string
}

func (s *spool) Close() error {
	err := s.ReadCloser.Close()
	os.Remove(s.name)
	return err
}

func newSpool() (io.ReadCloser, error) {
	f, err := os.CreateTemp("", "spool")
	if err != nil {
		return nil, err
	}
	return &spool{f, f.Name()}, nil
}

type lost struct{ path string }

func newLost() (*lost, error) {
	f, err := os.CreateTemp("", "lost") // want `^os.CreateTemp leaves /tmp/… behind: .* \(main.handler → main.newLost\)$`
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return &lost{path: f.Name()}, nil
}

func handler(ctx context.Context, event events.SQSEvent) error {
	w, err := newWorkspace()
	if err != nil {
		return err
	}
	defer w.cleanup()
	if err := os.WriteFile(w.file("a"), nil, 0o600); err != nil {
		return err
	}
	s, err := newSpool()
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := newLost()
	if err != nil {
		return err
	}
	_, err = os.ReadFile(l.path)
	return err
}

func main() { lambda.Start(handler) }
