package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/watch"
)

// attend begins to tell of the run if a person watches: progress, and a
// summary at the end. Programs that read the output get neither.
func (c *command) attend() {
	if render.IsTerminal(c.stderr) {
		c.watch = watch.New(c.stderr)
		c.watched = c.opts.formats.to("") == textFormat && !c.opts.diff
	}
	c.start = time.Now()
}

// summary prints what the run found in one line.
func (c *command) summary(findings []finding.Finding) {
	if !c.watched {
		return
	}
	found := "nothing found"
	if len(findings) > 0 {
		found = fmt.Sprintf("%s: %s", plural(len(findings), "finding"), byRule(findings))
	}
	c.say("%s (%s, %s, %.1f s)", found, plural(c.packages, "package"), plural(c.entries, "entry point"), time.Since(c.start).Seconds())
}

// byRule counts findings, the most frequent rule first.
func byRule(findings []finding.Finding) string {
	counts := make(map[string]int)
	for i := range findings {
		counts[findings[i].Rule]++
	}
	var parts []string
	for _, rule := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		parts = append(parts, fmt.Sprintf("%s %d", rule, counts[rule]))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
