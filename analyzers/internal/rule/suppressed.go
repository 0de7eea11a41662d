package rule

import (
	"cmp"
	"os"
	"slices"

	"github.com/lambdavet/lambdavet/analyzers/internal/directive"
	"github.com/lambdavet/lambdavet/analyzers/internal/invocation"
)

// silencers returns the lines whose directives silence a finding: that of the
// candidate, and those of the calls that lead there.
func silencers(rule string, c Candidate, step *invocation.Step) []Line {
	var lines []Line
	if slices.Contains(c.Ignore, rule) {
		lines = append(lines, line(c.Pos))
	}
	for _, s := range step.Path() {
		if s.Via != nil && slices.Contains(s.Via.Call.Ignore, rule) {
			lines = append(lines, line(s.Via.Call.Pos))
		}
	}
	return lines
}

// reasonOf returns why the first of the lines silences the rule. Facts do not
// carry reasons, so the file is read. It may be of another package, which
// pass.ReadFile refuses in some drivers.
func reasonOf(rule string, lines []Line) string {
	reason := ""
	if len(lines) > 0 {
		if content, err := os.ReadFile(lines[0].File); err == nil {
			reason = directive.Reason(lines[0].File, content, lines[0].Number, rule)
		}
	}
	return cmp.Or(reason, directive.Prefix+"ignore "+rule)
}
