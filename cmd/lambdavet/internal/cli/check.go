package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/fix"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
)

// check loads, analyses and reports.
func (c *command) check() int {
	prog, err := c.load()
	if err != nil {
		c.complain("%v", err)
		return exitTrouble
	}
	analyzers := c.opts.analyzers(c.suite)
	if c.opts.debug && c.suite.Entrypoints != nil {
		analyzers = append(slices.Clip(analyzers), c.suite.Entrypoints)
	}
	result := c.analyze(prog, analyzers)
	if result == nil {
		return exitTrouble
	}
	findings := finding.Collect(prog.Fset, result.Diagnostics)
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return !c.opts.selected[f.Rule] })
	if c.opts.debug {
		c.debugReport(prog, result)
	}
	return c.exitCode(c.report(findings))
}

// load loads the named packages and prints what could not be loaded.
func (c *command) load() (*load.Program, error) {
	owners := c.suite.Flags.Lookup("owners")
	cfg := load.Config{
		Dir:         c.opts.dir,
		Patterns:    c.opts.patterns,
		Tags:        c.opts.tags,
		Tests:       c.opts.tests,
		LambdaRoots: c.suite.LambdaRoots,
	}
	if owners != nil && owners.Value.String() != "" {
		cfg.Owners = splitList(owners.Value.String())
	}
	prog, err := load.Load(cfg)
	if prog != nil {
		c.loadErrors(prog)
	}
	if err != nil || owners == nil {
		return prog, err
	}
	// The rules draw the same line around first-party code as the loader.
	return prog, owners.Value.Set(strings.Join(prog.Owners, ","))
}

func splitList(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

func (c *command) loadErrors(prog *load.Program) {
	for _, e := range prog.Errors {
		c.trouble = true
		if e.Pos.IsValid() {
			e.Pos.Filename = render.ShortPath(c.opts.dir, e.Pos.Filename)
			fmt.Fprintf(c.stderr, "%s: %s\n", e.Pos, e.Msg)
		} else {
			fmt.Fprintf(c.stderr, "lambdavet: %s\n", e.Msg)
		}
	}
}

// analyze runs the analyzers and prints internal errors. It returns nil if
// nothing could run at all.
func (c *command) analyze(prog *load.Program, analyzers []*analysis.Analyzer) *run.Result {
	start := time.Now()
	result, err := run.Analyze(prog, analyzers)
	if err != nil {
		c.complain("internal error: %v", err)
		return nil
	}
	for _, f := range result.Failures {
		c.complain("%v", f)
		if c.opts.debug {
			fmt.Fprintf(c.stderr, "%s\n", f.Stack)
		}
	}
	if c.opts.debug {
		c.debugf("analyse  %s", round(time.Since(start)))
	}
	return result
}

// report prints the findings, or applies or prints their fixes; it returns
// those that count for the exit code.
func (c *command) report(findings []finding.Finding) []finding.Finding {
	if !c.opts.fix && !c.opts.diff {
		c.print(findings)
		return findings
	}
	plan := fix.Make(findings)
	for _, err := range plan.Problems {
		c.complain("internal error: %v", err)
	}
	if plan.Overlap > 0 {
		fmt.Fprintf(c.stderr, "lambdavet: %d fixes overlap others and were left out; run again to apply them\n", plan.Overlap)
	}
	if c.opts.diff {
		c.must(plan.Diff(c.stdout, c.opts.dir))
		return findings
	}
	if err := plan.Write(); err != nil {
		c.complain("%v", err)
		return findings
	}
	c.print(plan.Left)
	return plan.Left
}

func (c *command) print(findings []finding.Finding) {
	if c.opts.format == "json" {
		c.must(render.JSON(c.stdout, findings, func(rule string) bool { return c.opts.failing[rule] }))
		return
	}
	c.must(c.text().Findings(c.stdout, findings))
}

func (c *command) text() render.Text {
	terminal := render.IsTerminal(c.stdout)
	return render.Text{Dir: c.opts.dir, Terminal: terminal, Color: terminal && render.WantsColor(), Verbose: c.opts.verbose}
}

// must notes that output could not be written.
func (c *command) must(err error) {
	if err != nil {
		c.complain("%v", err)
	}
}

func (c *command) exitCode(findings []finding.Finding) int {
	failing := func(f finding.Finding) bool { return c.opts.failing[f.Rule] }
	switch {
	case c.trouble:
		return exitTrouble
	case !c.opts.exitZero && slices.ContainsFunc(findings, failing):
		return exitFindings
	}
	return exitClean
}
