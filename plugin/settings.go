package plugin

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"github.com/golangci/plugin-module-register/register"

	"github.com/lambdavet/lambdavet/internal/checks"
)

// settings is what a user may write.
type settings struct {
	// Checks are the rules to run: all, name, -name.
	Checks []string `json:"checks"`
	// Strict also reports what depends on how a function is deployed.
	Strict bool `json:"strict"`
	// Owners are module path prefixes to treat as first-party.
	Owners []string `json:"owners"`
	// Catalog are rows about the user's own functions.
	Catalog []string `json:"catalog"`
}

func decode(raw any) (settings, error) {
	s, err := register.DecodeSettings[settings](raw)
	if err != nil {
		return s, fmt.Errorf("%s: %w; allowed are checks (a list of all, name, -name), strict (true or false), "+
			"owners (a list of module path prefixes), catalog (a list of rows)", Name, err)
	}
	return s, nil
}

// apply sets the flags that the rules read and returns the checks to show.
func (s *settings) apply(flags *flag.FlagSet, known []string) (checks.Selection, error) {
	if err := flags.Set("strict", strconv.FormatBool(s.Strict)); err != nil {
		return nil, err
	}
	if err := flags.Set("owners", strings.Join(s.Owners, ",")); err != nil {
		return nil, fmt.Errorf("%s: owners: %w", Name, err)
	}
	for i, row := range s.Catalog { // one by one, to tell which is wrong
		if err := flags.Set("catalog", row); err != nil {
			return nil, fmt.Errorf("%s: catalog: row %d, %q: %w", Name, i+1, row, err)
		}
	}
	if err := flags.Set("catalog", strings.Join(s.Catalog, "\n")); err != nil {
		return nil, fmt.Errorf("%s: catalog: %w", Name, err)
	}
	list := "all"
	if len(s.Checks) > 0 {
		list = strings.Join(s.Checks, ",")
	}
	selected, err := checks.Select(list, known)
	if err != nil {
		return nil, fmt.Errorf("%s: checks: %w", Name, err)
	}
	return selected, nil
}
