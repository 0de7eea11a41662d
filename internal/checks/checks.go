// Package checks reads lists of checks: all, name, -name.
package checks

import (
	"fmt"
	"slices"
	"strings"
)

// Selection is a set of names of checks.
type Selection map[string]bool

// Select reads a comma-separated list of "all", "name" and "-name", applied
// from left to right. A list that starts with "-name" starts from all.
func Select(list string, known []string) (Selection, error) {
	chosen := make(Selection)
	for i, item := range strings.Split(list, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		name, off := strings.CutPrefix(item, "-")
		if i == 0 && off {
			chosen.set(known, true)
		}
		if name == "all" {
			chosen.set(known, !off)
			continue
		}
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("unknown check %q; known are all, %s", name, strings.Join(known, ", "))
		}
		chosen[name] = !off
	}
	return chosen, nil
}

func (s Selection) set(names []string, on bool) {
	for _, name := range names {
		s[name] = on
	}
}
