// Package exclude leaves out findings by file and rule.
package exclude

import (
	"fmt"
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
	base := filepath.ToSlash(dir)
	if base == "" {
		base = "**"
	}
	var out List
	for _, e := range l {
		if !strings.HasPrefix(e.glob, "**/") && !filepath.IsAbs(filepath.FromSlash(e.glob)) {
			e.glob = base + "/" + strings.TrimPrefix(e.glob, "./")
		}
		out = append(out, e)
	}
	return out
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
