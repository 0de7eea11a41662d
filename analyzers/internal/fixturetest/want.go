package fixturetest

import (
	"fmt"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// want is an expected finding.
type want struct {
	file string
	line int
	text *regexp.Regexp
	met  bool
}

var wantComment = regexp.MustCompile(`// want(?::\+(\d+))? (["` + "`" + `].*)$`)

func wantsOf(pkgs []*packages.Package) ([]*want, error) {
	var wants []*want
	for _, p := range pkgs {
		for _, file := range p.Syntax {
			for _, group := range file.Comments {
				for _, c := range group.List {
					found, err := parseWants(p.Fset.Position(c.Pos()), c.Text)
					if err != nil {
						return nil, err
					}
					wants = append(wants, found...)
				}
			}
		}
	}
	return wants, nil
}

// parseWants reads a comment; one that is about something else, such as a
// directive, may have its wants at the end.
func parseWants(pos token.Position, comment string) ([]*want, error) {
	m := wantComment.FindStringSubmatch(comment)
	if m == nil {
		return nil, nil
	}
	fail := func(err error) error {
		return fmt.Errorf("%s:%d: %s: %w", pos.Filename, pos.Line, comment, err)
	}
	delta, _ := strconv.Atoi(m[1])
	var wants []*want
	for rest := strings.TrimSpace(m[2]); rest != ""; {
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return nil, fail(err)
		}
		rest = strings.TrimSpace(rest[len(quoted):])
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fail(err)
		}
		re, err := regexp.Compile(text)
		if err != nil {
			return nil, fail(err)
		}
		wants = append(wants, &want{file: pos.Filename, line: pos.Line + delta, text: re})
	}
	return wants, nil
}
