package lsp

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
)

// A document is open in the editor.
type document struct {
	uri     string // as the editor writes it
	version int
	text    string
}

func (s *server) didOpen(ctx context.Context, p *didOpenParams) error {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.docs[path] = &document{p.TextDocument.URI, p.TextDocument.Version, p.TextDocument.Text}
	root := moduleOf(path)
	if root == "" {
		s.notify(ctx, "window/logMessage", messageParams{messageLog,
			fmt.Sprintf("lambdavet: %s is not analysed: it belongs to no module of yours", path)})
		return nil
	}
	if _, known := s.modules[root]; !known {
		s.request(root)
	}
	return nil
}

func (s *server) didChange(_ context.Context, p *didChangeParams) error {
	path, _ := pathOf(p.TextDocument.URI)
	s.mu.Lock()
	defer s.mu.Unlock()
	if doc := s.docs[path]; doc != nil && len(p.ContentChanges) > 0 {
		doc.version = p.TextDocument.Version
		doc.text = p.ContentChanges[len(p.ContentChanges)-1].Text
	}
	return nil
}

func (s *server) didClose(_ context.Context, p *documentParams) error {
	path, _ := pathOf(p.TextDocument.URI)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.docs, path)
	return nil
}

func (s *server) didSave(_ context.Context, p *documentParams) error {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, root := range s.concerned(path) {
		s.request(root)
	}
	return nil
}

// request has a module analysed soon.
func (s *server) request(root string) {
	if _, known := s.modules[root]; !known {
		s.modules[root] = nil
	}
	s.queue.add(root)
}

// concerned returns the modules to look at when a file was saved: its own,
// those with findings in it, and, if it is no Go file, those below: it may hold
// their settings, baseline or workspace.
func (s *server) concerned(path string) []string {
	own := moduleOf(path)
	roots := map[string]bool{own: true}
	for root, o := range s.modules {
		if o != nil && o.files[path] != nil || filepath.Ext(path) != ".go" && within(filepath.Dir(path), root) {
			roots[root] = true
		}
	}
	delete(roots, "")
	return slices.Sorted(maps.Keys(roots))
}

func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// released is in the names of folders in the module cache: pkg@v1.2.3.
var released = regexp.MustCompile(`@v[0-9]+\.`)

// moduleOf returns the folder of the module that a file belongs to, or "". One
// in the module cache is not the user's to mend.
func moduleOf(path string) string {
	file := module.Above(filepath.Dir(path), "go.mod")
	if file == "" || released.MatchString(file) {
		return ""
	}
	return filepath.Dir(file)
}

// current returns what is known of the document, if the editor has the text
// that was analysed.
func (s *server) current(path string) (*document, []remark) {
	doc := s.docs[path]
	if doc == nil {
		return nil, nil
	}
	var all []remark
	for _, root := range slices.Sorted(maps.Keys(s.modules)) {
		if o := s.modules[root]; o != nil {
			if f := o.files[path]; f != nil && f.settled && f.text.content == doc.text {
				all = append(all, f.remarks...)
			}
		}
	}
	return doc, distinct(all)
}
