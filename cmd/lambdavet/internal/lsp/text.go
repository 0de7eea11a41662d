package lsp

import (
	"os"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// A text is the content of a file, to convert places in it.
type text struct {
	content string
	starts  []int // offset of each line
	utf8    bool  // the client counts bytes, else UTF-16 code units
}

func newText(content string, utf8 bool) *text {
	t := &text{content: content, starts: []int{0}, utf8: utf8}
	for i := range len(content) {
		if content[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// line returns the offset of a line, counted from 0, that of the end of the
// text if there are fewer.
func (t *text) line(n int) int {
	if n >= len(t.starts) {
		return len(t.content)
	}
	return t.starts[max(n, 0)]
}

// lineEnd returns the offset at which the text of a line ends.
func (t *text) lineEnd(n int) int {
	return t.line(n) + len(strings.TrimRight(t.content[t.line(n):t.line(n+1)], "\r\n"))
}

// offset returns where a position of a finding is, within its line.
func (t *text) offset(p finding.Position) int {
	return min(t.line(p.Line-1)+max(p.Column-1, 0), t.lineEnd(p.Line-1))
}

// at returns the position of an offset.
func (t *text) at(offset int) position {
	line := sort.SearchInts(t.starts, offset+1) - 1
	before := t.content[t.starts[line]:offset]
	if t.utf8 {
		return position{line, len(before)}
	}
	return position{line, len(utf16.Encode([]rune(before)))}
}

func (t *text) span(start, end int) span { return span{t.at(start), t.at(end)} }

// between returns the range of a finding. One without an end reaches to the
// end of its line, to be seen.
func (t *text) between(pos, end finding.Position) span {
	from, to := t.offset(pos), t.offset(end)
	if end.File != pos.File || to <= from {
		to = t.lineEnd(pos.Line - 1)
	}
	return t.span(from, to)
}

// texts reads each file once. One that cannot be read is empty.
type texts struct {
	utf8  bool
	files map[string]*text
}

func newTexts(utf8 bool) *texts { return &texts{utf8, make(map[string]*text)} }

func (t *texts) of(path string) *text {
	if known := t.files[path]; known != nil {
		return known
	}
	data, _ := os.ReadFile(path)
	t.files[path] = newText(string(data), t.utf8)
	return t.files[path]
}
