// Package exclude leaves out findings by file and rule.
package exclude

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// A List says which findings to leave out. It is a flag.Value, written
// GLOB[=rule,rule] with semicolons between.
type List []exclusion

type exclusion struct {
	glob  string   // with slashes; ** stands for any folders
	rules []string // nil means all
}

// String returns the list as Set reads it.
func (l *List) String() string {
	var items []string
	for _, e := range *l {
		item := e.glob
		if e.rules != nil {
			item += "=" + strings.Join(e.rules, ",")
		}
		items = append(items, item)
	}
	return strings.Join(items, ";")
}

// Set replaces the list.
func (l *List) Set(text string) error {
	var list List
	for item := range strings.SplitSeq(text, ";") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		glob, rules, some := strings.Cut(item, "=")
		glob = strings.TrimSuffix(filepath.ToSlash(glob), "/")
		if glob == "" || !doublestar.ValidatePattern(glob) {
			return fmt.Errorf("bad pattern %q: it must be a path, in which * stands for a name and ** for folders", glob)
		}
		e := exclusion{glob: glob}
		if some {
			e.rules = strings.FieldsFunc(rules, func(r rune) bool { return r == ',' || r == ' ' })
			if len(e.rules) == 0 {
				return fmt.Errorf("%s= needs the names of checks", glob)
			}
		}
		list = append(list, e)
	}
	*l = list
	return nil
}

// Rules returns the names of all rules in the list.
func (l List) Rules() []string {
	var all []string
	for _, e := range l {
		all = append(all, e.rules...)
	}
	return all
}

// In returns the list with relative patterns read as below dir. If dir is
// empty they match at the end of a path.
func (l List) In(dir string) List {
	base := "**"
	if dir != "" {
		base = literal(dir)
	}
	var out List
	for _, e := range l {
		e.glob = below(base, e.glob)
		out = append(out, e)
	}
	return out
}

// Below returns a pattern as it is meant in dir.
func Below(dir, glob string) string { return below(literal(dir), glob) }

// below puts base in front of a pattern, unless that is absolute or begins with
// ** and so is at home anywhere.
func below(base, glob string) string {
	if strings.HasPrefix(glob, "**/") || filepath.IsAbs(filepath.FromSlash(glob)) {
		return glob
	}
	return path.Join(base, glob)
}

// literal returns a pattern for one folder. What means something in a pattern,
// or in the text of a list, is written ?, which stands for any character.
func literal(dir string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`*?[]{}\;=`, r) {
			return '?'
		}
		return r
	}, filepath.ToSlash(dir))
}

// Match reports whether a finding of that rule in that file is left out. A
// pattern that names a folder covers all below it.
func (l List) Match(file, rule string) bool {
	file = filepath.ToSlash(file)
	return slices.ContainsFunc(l, func(e exclusion) bool {
		return (e.rules == nil || slices.Contains(e.rules, rule)) &&
			(doublestar.MatchUnvalidated(e.glob, file) || doublestar.MatchUnvalidated(e.glob+"/**", file))
	})
}
