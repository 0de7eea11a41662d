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

// cache has its folder from the one who makes it.
type cache struct{ dir string }

func newCache(dir string) *cache { return &cache{dir: dir} }

func (c *cache) put(id string) error {
	return os.WriteFile(filepath.Join(c.dir, id), nil, 0o600) // want `^os.WriteFile leaves /tmp/cache/… behind: .* \(main.handler → main.cache.put\)$`
}

var entries = newCache("/tmp/cache")

type options struct {
	Output string
	Size   int
}

func render(o options) error {
	return os.WriteFile(o.Output, make([]byte, o.Size), 0o600) // want `^os.WriteFile leaves /tmp/….png behind: .* \(main.handler → main.render\)$`
}

func draw(o *options) error {
	return os.WriteFile(o.Output, make([]byte, o.Size), 0o600)
}

func removed(id string) error {
	path := "/tmp/removed-" + id
	defer os.Remove(path)
	return draw(&options{Output: path})
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
	if _, err := os.ReadFile(l.path); err != nil {
		return err
	}
	id := event.Records[0].MessageId
	if err := entries.put(id); err != nil {
		return err
	}
	if err := removed(id); err != nil {
		return err
	}
	return render(options{Output: "/tmp/" + id + ".png", Size: 1})
}

func main() { lambda.Start(handler) }
