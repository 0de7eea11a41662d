package cli

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
)

// debugReport prints what -debug promises: packages, timings, entry points.
func (c *command) debugReport(prog *load.Program, result *run.Result) {
	s := prog.Stats
	c.debugf("packages %d named, %d in all, %d read from source, %d from export data", s.Named, s.Listed, s.Source, s.Compiled)
	c.debugf("owners   %s", strings.Join(prog.Owners, ", "))
	c.debugf("load     list %s, parse and export %s, type-check %s", round(s.List), round(s.Export), round(s.Check))
	for _, name := range slowest(result.Durations) {
		c.debugf("analyzer %-16s %s", name, round(result.Durations[name]))
	}
	if c.suite.Entrypoints == nil {
		return
	}
	for _, e := range c.entriesOf(prog, result) {
		c.debugf("entry    %s", c.entryLine(e))
	}
}

// slowest returns the names of the analyzers, slowest first.
func slowest(durations map[string]time.Duration) []string {
	return slices.SortedFunc(maps.Keys(durations), func(a, b string) int {
		return cmp.Or(cmp.Compare(durations[b], durations[a]), cmp.Compare(a, b))
	})
}

func (c *command) debugf(format string, args ...any) {
	c.say("debug: "+format, args...)
}

func round(d time.Duration) time.Duration {
	return d.Round(100 * time.Microsecond)
}
