package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/baseline"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/changes"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/settings"
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
	if file == "" || file == settings.None {
		return nil, nil
	}
	b, err := baseline.Read(file, c.sources)
	switch {
	case !errors.Is(err, fs.ErrNotExist):
		return b, err
	case c.opts.record != "":
		return baseline.New(file, c.sources), nil
	}
	name := render.ShortPath(c.opts.dir, file)
	return nil, fmt.Errorf("there is no baseline %s; lambdavet -write-baseline %[1]s makes it", name)
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

// changed returns the lines that -new-from asks about, or nil.
func (c *command) changed() (*changes.Lines, error) {
	if c.opts.newFrom == "" {
		return nil, nil
	}
	return changes.Since(c.opts.dir, c.opts.newFrom)
}

// fresh returns the findings that are neither in the baseline nor on lines that
// did not change. Both may be nil.
func (c *command) fresh(known *baseline.Baseline, changed *changes.Lines) []finding.Finding {
	findings := c.findings
	if known != nil {
		findings = known.Filter(findings)
		c.stale(known.Stale(c.scope))
	}
	if changed == nil {
		return findings
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return !changed.Touch(&f) })
}
