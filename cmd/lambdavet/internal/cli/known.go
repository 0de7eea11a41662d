package cli

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/baseline"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/changes"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
)

const baselineName = baseline.FileName

// openBaseline reads the baseline that holds, or returns nil. One that is to
// be written need not exist yet.
func (c *command) openBaseline() (*baseline.Baseline, error) {
	file := c.opts.baseline
	switch {
	case c.opts.record != "":
		file = c.opts.record
	case file == "":
		file = module.Above(c.opts.dir, baselineName)
	}
	if file == "" || file == none {
		return nil, nil
	}
	b, err := baseline.Read(file, c.sources)
	if c.opts.record != "" && errors.Is(err, fs.ErrNotExist) {
		return baseline.New(file, c.sources), nil
	}
	return b, err
}

// writeBaseline writes all findings to be known from now on.
func (c *command) writeBaseline(known *baseline.Baseline) int {
	if c.trouble {
		c.complain("the baseline is not written, since not all packages could be looked at")
		return exitTrouble
	}
	if err := known.Write(c.opts.record, c.findings, c.scope); err != nil {
		return c.fail(err)
	}
	c.say("lambdavet: %s written to %s", plural(len(c.findings), "finding"), render.ShortPath(c.opts.dir, c.opts.record))
	return exitClean
}

// stale tells of n findings of the baseline that are gone.
func (c *command) stale(n int) {
	switch {
	case n == 0 || c.trouble: // with trouble, they may only be out of sight
	case n == 1:
		c.say("lambdavet: 1 finding of the baseline no longer occurs; -write-baseline takes it out")
	default:
		c.say("lambdavet: %d findings of the baseline no longer occur; -write-baseline takes them out", n)
	}
}

// fresh returns the findings that are neither in the baseline nor on lines
// that are older than -new-from.
func (c *command) fresh(known *baseline.Baseline) ([]finding.Finding, error) {
	findings := c.findings
	if known != nil {
		findings = known.Filter(findings)
		c.stale(known.Stale(c.scope))
	}
	if c.opts.newFrom == "" {
		return findings, nil
	}
	lines, err := changes.Since(c.opts.dir, c.opts.newFrom)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return !lines.Touch(&f) }), nil
}
