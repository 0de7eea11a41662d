package html

import (
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
)

// How many lines are shown around a finding and around a call on the way to
// it, how many of a long one, and how much of a long line.
const (
	around    = 3
	aroundHop = 2
	mostLines = 12
	longest   = 400
)

// A file holds the lines that some excerpt shows.
type file struct {
	Path   string  `json:"path"`
	Blocks []block `json:"blocks"`

	number int
	lines  []string
	shown  map[int]bool
}

// A block is a run of lines, the first of which has a number.
type block struct {
	First int      `json:"first"`
	Lines []string `json:"lines"`
}

func (c *collector) file(name string) *file {
	f := c.files[name]
	if f == nil {
		f = &file{Path: source.Rel(c.report.Dir, name), number: len(c.data.Files), lines: c.report.Sources.Lines(name), shown: make(map[int]bool), Blocks: []block{}}
		if strings.HasPrefix(f.Path, "../") {
			f.Path = filepath.ToSlash(name)
		}
		c.files[name] = f
		c.data.Files = append(c.data.Files, f)
	}
	return f
}

// place notes the lines around a position as shown, and returns its number.
func (c *collector) place(pos, end finding.Position, around int) int {
	f := c.file(pos.File)
	last := pos.Line
	if end.File == pos.File && end.Line > pos.Line {
		last = min(end.Line, pos.Line+mostLines)
	}
	for line := max(pos.Line-around, 1); line <= min(last+around, len(f.lines)); line++ {
		f.shown[line] = true
	}
	p := place{File: f.number, Line: pos.Line, Column: pos.Column, Last: last}
	if pos.Line >= 1 && pos.Line <= len(f.lines) {
		p.Mark = mark(f.lines, pos, end)
	}
	number, ok := c.places[p]
	if !ok {
		number = len(c.data.Places)
		c.places[p] = number
		c.data.Places = append(c.data.Places, p)
	}
	return number
}

// mark returns where in its first line, and where in its last, a position
// begins and ends. One without an end reaches to the end of the word.
func mark(lines []string, pos, end finding.Position) [2]int {
	line := lines[pos.Line-1]
	from := clamp(pos.Column-1, line)
	switch {
	case end.Line == pos.Line && end.Column > pos.Column:
		return [2]int{units(line[:from]), units(line[:clamp(end.Column-1, line)])}
	case end.Line > pos.Line && end.Line <= len(lines) && end.Line <= pos.Line+mostLines:
		last := lines[end.Line-1]
		return [2]int{units(line[:from]), units(last[:clamp(end.Column-1, last)])}
	case end.Line > pos.Line:
		return [2]int{units(line[:from]), longest}
	}
	from, to := word(line, from)
	return [2]int{units(line[:from]), units(line[:to])}
}

// word returns the selector at i, or the one before it if an argument list
// begins there: calls are known by their bracket.
func word(line string, i int) (from, to int) {
	part := func(c byte) bool {
		return c == '_' || c == '.' || c >= utf8.RuneSelf || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	from, to = i, i
	if i < len(line) && line[i] == '(' {
		for from > 0 && part(line[from-1]) {
			from--
		}
		return from, to
	}
	for to < len(line) && part(line[to]) {
		to++
	}
	return from, max(to, min(i+1, len(line)))
}

func clamp(i int, line string) int { return min(max(i, 0), len(line)) }

// units is the length of s as JavaScript counts.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// join makes blocks of the lines that are shown.
func (f *file) join() {
	for line := 1; line <= len(f.lines); line++ {
		if !f.shown[line] {
			continue
		}
		if !f.shown[line-1] {
			f.Blocks = append(f.Blocks, block{First: line})
		}
		b := &f.Blocks[len(f.Blocks)-1]
		b.Lines = append(b.Lines, shorten(f.lines[line-1]))
	}
}

// shorten cuts a line that no person wrote.
func shorten(line string) string {
	if utf8.RuneCountInString(line) <= longest {
		return line
	}
	return string([]rune(line)[:longest]) + " …"
}
