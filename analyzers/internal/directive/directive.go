// Package directive reads //lambdavet:ignore comments.
package directive

import (
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Prefix starts a directive: //lambdavet:ignore rule[,rule] reason.
const Prefix = "//lambdavet:"

// Analyzer reports nothing. Its result is the *Set of directives of the package.
var Analyzer = &analysis.Analyzer{
	Name:             "directives",
	Doc:              "index of //lambdavet:ignore directives",
	Run:              func(pass *analysis.Pass) (any, error) { return index(pass.Fset, pass.Files), nil },
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Set](),
}

// A Directive is one comment that suppresses findings of Rules on its own
// line, and on the next one if nothing else stands on its line.
type Directive struct {
	Pos    token.Pos
	Verb   string
	Rules  []string
	Reason string

	file        string
	first, last int // lines that it covers
}

// Covers reports whether the directive speaks of that line.
func (d *Directive) Covers(file string, line int) bool {
	return d.file == file && d.first <= line && line <= d.last
}

// Set holds the directives of a package.
type Set struct {
	All    []*Directive
	byFile map[string][]*Directive
}

// Rules returns the rules that are ignored at a line, sorted.
func (s *Set) Rules(file string, line int) []string {
	var rules []string
	for _, d := range s.byFile[file] {
		if d.valid() && d.Covers(file, line) {
			rules = append(rules, d.Rules...)
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// valid reports whether the directive is complete: rules and a reason.
func (d *Directive) valid() bool {
	return d.Verb == "ignore" && len(d.Rules) > 0 && d.Reason != ""
}

func index(fset *token.FileSet, files []*ast.File) *Set {
	s := &Set{byFile: make(map[string][]*Directive)}
	for _, file := range files {
		var code map[int]bool // lines that hold code, found on demand
		for _, group := range file.Comments {
			for _, c := range group.List {
				d := parse(c)
				if d == nil {
					continue
				}
				if code == nil {
					code = codeLines(fset, file)
				}
				pos := fset.Position(c.Pos())
				d.file, d.first, d.last = pos.Filename, pos.Line, pos.Line
				if !code[pos.Line] {
					d.last = nextLine(fset, group, c)
				}
				s.All = append(s.All, d)
				s.byFile[d.file] = append(s.byFile[d.file], d)
			}
		}
	}
	return s
}

// nextLine returns the line below the comment group: directives may be stacked.
func nextLine(fset *token.FileSet, group *ast.CommentGroup, c *ast.Comment) int {
	line := fset.Position(c.Pos()).Line
	for _, other := range group.List {
		if fset.Position(other.Pos()).Line == line+1 {
			line++
		}
	}
	return line + 1
}

// codeLines returns the lines on which syntax begins.
func codeLines(fset *token.FileSet, file *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.File:
			return true
		}
		lines[fset.Position(n.Pos()).Line] = true
		lines[fset.Position(n.End()).Line] = true
		return true
	})
	return lines
}

// parse reads one comment; nil if it is none of ours.
func parse(c *ast.Comment) *Directive {
	text, ok := strings.CutPrefix(c.Text, Prefix)
	if !ok {
		return nil
	}
	text, _, _ = strings.Cut(text, " // ") // want comments of tests
	d := &Directive{Pos: c.Pos()}
	fields := strings.Fields(text)
	if len(fields) > 0 {
		d.Verb = fields[0]
	}
	if len(fields) > 1 {
		for rule := range strings.SplitSeq(fields[1], ",") {
			if rule != "" {
				d.Rules = append(d.Rules, rule)
			}
		}
		d.Reason = strings.Join(fields[2:], " ")
	}
	return d
}
