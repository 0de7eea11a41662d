package cli

import (
	"fmt"
	"slices"
	"strings"
)

// selection is a set of rule names.
type selection map[string]bool

// selectChecks reads a comma-separated list of "all", "name" and "-name",
// applied from left to right. A list that starts with "-name" starts from all.
func selectChecks(list string, known []string) (selection, error) {
	chosen := make(selection)
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
			return nil, unknownCheck(name, known)
		}
		chosen[name] = !off
	}
	return chosen, nil
}

func (s selection) set(names []string, on bool) {
	for _, name := range names {
		s[name] = on
	}
}

func unknownCheck(name string, known []string) error {
	return fmt.Errorf("unknown check %q; known are all, %s", name, strings.Join(known, ", "))
}
