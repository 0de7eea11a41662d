package load

import (
	"cmp"
	"fmt"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// An Error is one thing that keeps a package from being loaded.
type Error struct {
	Pos token.Position // may be without file or line
	Msg string
}

// maxErrors bounds the errors shown of one package, as the compiler does.
const maxErrors = 10

// collectErrors gathers what the go command said of the named packages and
// what was found in those loaded from source, without doubles and in order.
func collectErrors(dir string, l *listing, pkgs []*Package) []Error {
	var all []Error
	for _, pkg := range pkgs {
		all = append(all, limit(pkg)...)
	}
	for _, p := range l.named {
		for _, err := range p.Errors {
			all = append(all, listError(dir, p, err))
		}
	}
	slices.SortFunc(all, compareErrors)
	return slices.CompactFunc(all, samePlace)
}

func limit(pkg *Package) []Error {
	if len(pkg.errs) <= maxErrors {
		return pkg.errs
	}
	more := len(pkg.errs) - maxErrors
	last := pkg.errs[maxErrors-1]
	return append(pkg.errs[:maxErrors:maxErrors], Error{
		Pos: last.Pos,
		Msg: fmt.Sprintf("too many errors in %s (%d more)", pkg.Path, more),
	})
}

func listError(dir string, p *packages.Package, err packages.Error) Error {
	pos := parsePosition(dir, err.Pos)
	msg := strings.TrimSpace(err.Msg)
	if pos.Filename == "" {
		msg = p.PkgPath + ": " + msg
	}
	return Error{Pos: pos, Msg: msg}
}

func syntaxErrors(file string, err error) []Error {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return []Error{{Pos: token.Position{Filename: file}, Msg: err.Error()}}
	}
	var out []Error
	for _, e := range list {
		out = append(out, Error{Pos: e.Pos, Msg: e.Msg})
	}
	return out
}

func typeErrors(list []types.Error) []Error {
	var out []Error
	for _, e := range list {
		if strings.HasPrefix(e.Msg, "\t") && len(out) > 0 {
			continue // continues the error before
		}
		out = append(out, Error{Pos: e.Fset.Position(e.Pos), Msg: e.Msg})
	}
	return out
}

// parsePosition reads "file:line:col" as the go command prints it, relative to
// the directory it ran in; "-" and "" are no position.
func parsePosition(dir, text string) token.Position {
	if text == "" || text == "-" {
		return token.Position{}
	}
	var pos token.Position
	rest, col, ok := cutNumber(text)
	if ok {
		if file, line, ok := cutNumber(rest); ok {
			pos = token.Position{Filename: file, Line: line, Column: col}
		} else {
			pos = token.Position{Filename: rest, Line: col}
		}
	} else {
		pos = token.Position{Filename: text}
	}
	if !filepath.IsAbs(pos.Filename) {
		pos.Filename = filepath.Join(dir, pos.Filename)
	}
	return pos
}

// cutNumber cuts ":N" from the end of text.
func cutNumber(text string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return text, 0, false
	}
	n, err := strconv.Atoi(text[i+1:])
	return text[:i], n, err == nil
}

func compareErrors(a, b Error) int {
	return cmp.Or(
		cmp.Compare(a.Pos.Filename, b.Pos.Filename),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(a.Msg, b.Msg),
	)
}

// samePlace reports whether two errors speak of one place: the go command and
// the parser both report syntax errors, in slightly different words.
func samePlace(a, b Error) bool {
	if a.Pos.Line == 0 {
		return a == b
	}
	return a.Pos.Filename == b.Pos.Filename && a.Pos.Line == b.Pos.Line && a.Pos.Column == b.Pos.Column
}
