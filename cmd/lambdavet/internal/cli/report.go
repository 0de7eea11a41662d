package cli

import (
	"io"
	"maps"
	"os"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/fix"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/html"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

// formats are the ways to write findings, but for text, which depends on where
// it goes.
var formats = map[string]render.Format{
	"github":  render.GitHub,
	"html":    html.Report,
	"json":    render.JSON,
	"rdjsonl": render.RDJSONL,
	"sarif":   render.SARIF,
}

const textFormat = "text"

func formatNames() []string {
	return append([]string{textFormat}, slices.Sorted(maps.Keys(formats))...)
}

// report prints the findings, or applies or prints their fixes; it returns
// those that count for the exit code.
func (c *command) report(findings []finding.Finding) []finding.Finding {
	if !c.opts.fix && !c.opts.diff {
		c.write(findings)
		return findings
	}
	plan := fix.Make(findings)
	for _, err := range plan.Problems {
		c.complain("internal error: %v", err)
	}
	if plan.Overlap > 0 {
		c.say("lambdavet: %d fixes overlap others and were left out; run again to apply them", plan.Overlap)
	}
	if c.opts.diff {
		c.must(plan.Diff(c.stdout, c.opts.dir))
		return findings
	}
	if err := plan.Write(); err != nil {
		c.complain("%v", err)
		return findings
	}
	c.write(plan.Left)
	return plan.Left
}

// write writes the findings in every format that was asked for.
func (c *command) write(findings []finding.Finding) {
	r := &render.Report{Dir: c.opts.dir, Version: moduleVersion(), Findings: findings, Rules: c.rules(), Sources: c.sources,
		Fails: func(rule string) bool { return c.failing[rule] }, Incomplete: c.trouble, Suppressed: finding.Distinct(c.suppressed)}
	for _, out := range c.opts.formats.outputs {
		format := formats[out.format]
		if out.format == textFormat {
			format = c.text(out).Findings
		}
		if out.file == "" {
			c.must(format(c.stdout, r))
		} else {
			c.must(toFile(c.opts.inDir(out.file), func(w io.Writer) error { return format(w, r) }))
		}
	}
}

func toFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// rules describes the rules that ran somewhere.
func (c *command) rules() []render.Rule {
	var rules []render.Rule
	for _, a := range c.suite.Analyzers {
		if c.scope.Rules[a.Name] {
			rules = append(rules, render.Rule{Analyzer: a, Page: c.suite.Documentation(a)})
		}
	}
	return rules
}

func (c *command) text(out output) render.Text {
	terminal := out.file == "" && render.IsTerminal(c.stdout)
	return render.Text{Dir: c.opts.dir, Terminal: terminal, Color: terminal && render.WantsColor(), Verbose: c.opts.verbose}
}

// must notes that output could not be written.
func (c *command) must(err error) {
	if err != nil {
		c.complain("%v", err)
	}
}
