package lsp

import (
	"context"
	"slices"
	"strings"
)

// hover shows the pages of the rules that have something to say at a place.
func (s *server) hover(_ context.Context, p *hoverParams) (*hover, error) {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, remarks := s.current(path)
	remarks = touching(remarks, span{p.Position, p.Position})
	var rules, pages []string
	for _, r := range remarks {
		if slices.Contains(rules, r.Code) {
			continue
		}
		rules = append(rules, r.Code)
		if page := s.cfg.Page(r.Code, s.client.markdown); page != "" {
			pages = append(pages, page)
		}
	}
	if len(pages) == 0 {
		return nil, nil
	}
	if s.client.markdown {
		return &hover{markup{"markdown", strings.Join(pages, "\n---\n\n")}, remarks[0].Range}, nil
	}
	return &hover{markup{"plaintext", strings.Join(pages, "\n\n")}, remarks[0].Range}, nil
}
