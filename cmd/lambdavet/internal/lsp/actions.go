package lsp

import (
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/creachadair/mds/mdiff"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/fix"
)

// codeAction offers what can be done at a place: the fixes first.
func (s *server) codeAction(_ context.Context, p *codeActionParams) ([]codeAction, error) {
	actions := []codeAction{}
	only := p.Context.Only
	path, ok := pathOf(p.TextDocument.URI)
	if !ok || len(only) > 0 && !slices.Contains(only, kindQuickFix) {
		return actions, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	doc, remarks := s.current(path)
	remarks = touching(remarks, p.Range)
	for _, r := range remarks {
		if r.fix != nil {
			actions = append(actions, s.action(doc, r, *r.fix))
			actions[len(actions)-1].IsPreferred = true
		}
	}
	for _, r := range remarks {
		if r.Code != "" && s.cfg.Ignorable(r.Code) {
			if ignoring, ok := ignoring(newText(doc.text, s.client.utf8), r); ok {
				actions = append(actions, s.action(doc, r, ignoring))
			}
		}
	}
	return actions, nil
}

// action offers edits to the document as it is now.
func (s *server) action(doc *document, r remark, q quickFix) codeAction {
	a := codeAction{Title: q.Title, Kind: kindQuickFix, Diagnostics: []diagnostic{r.diagnostic}}
	if s.client.documentChanges {
		a.Edit.DocumentChanges = []documentEdit{{versionedID{doc.uri, doc.version}, q.Edits}}
	} else {
		a.Edit.Changes = map[string][]textEdit{doc.uri: q.Edits}
	}
	return a
}

// fixOf returns the fix of a finding as edits of whole lines, with all that
// -fix does: imports that are no longer used go, too.
func fixOf(t *text, f *finding.Finding) (*quickFix, error) {
	if f.Fix == nil || len(f.Fix.Edits) == 0 || f.Fix.Edits[0].Pos.File != f.Pos.File {
		return nil, nil
	}
	plan := fix.Make([]finding.Finding{*f})
	if len(plan.Problems) > 0 {
		return nil, plan.Problems[0]
	}
	if len(plan.Changes) != 1 || string(plan.Changes[0].Old) != t.content {
		return nil, nil // the file is being written
	}
	return &quickFix{f.Fix.Message, lineEdits(t, string(plan.Changes[0].New))}, nil
}

// lineEdits returns the edits that make another content of a text.
func lineEdits(t *text, content string) []textEdit {
	lines := strings.SplitAfter(content, "\n")
	var edits []textEdit
	for _, chunk := range mdiff.New(strings.SplitAfter(t.content, "\n"), lines).Chunks {
		edits = append(edits, textEdit{
			Range:   t.span(t.line(chunk.LStart-1), t.line(chunk.LEnd-1)),
			NewText: strings.Join(lines[chunk.RStart-1:chunk.REnd-1], ""),
		})
	}
	return edits
}

// ignoring returns the edit that puts a directive above a remark; false if it
// would not be a comment there, as within a string of several lines.
func ignoring(t *text, r remark) (quickFix, bool) {
	start := t.line(r.Range.Start.Line)
	line := t.content[start:t.line(r.Range.Start.Line+1)]
	comment := "//lambdavet:ignore " + r.Code + " TODO: say why"
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	ending := "\n"
	if strings.HasSuffix(line, "\r\n") {
		ending = "\r\n"
	}
	after := t.content[:start] + indent + comment + ending + t.content[start:]
	if !isComment(after, start+len(indent)) {
		return quickFix{}, false
	}
	return quickFix{
		Title: fmt.Sprintf("Ignore %s here, with a reason", r.Code),
		Edits: []textEdit{{Range: t.span(start, start), NewText: indent + comment + ending}},
	}, true
}

// isComment reports whether a comment begins at an offset of a Go file.
func isComment(content string, offset int) bool {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", content, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return false
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if fset.PositionFor(c.Pos(), false).Offset == offset {
				return true
			}
		}
	}
	return false
}
