package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/baseline"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
)

// check loads, analyses and reports.
func (c *command) check() int {
	known, err := c.openBaseline()
	if err != nil {
		return c.fail(err)
	}
	changed, err := c.changed()
	if err != nil {
		return c.fail(err)
	}
	groups, err := c.opts.groups()
	if err != nil {
		return c.fail(err)
	}
	c.attend()
	for i, g := range groups {
		c.watch.Say("%s (%d of %d)", cmp.Or(render.ShortPath(c.opts.dir, g.Dir), "."), i+1, len(groups))
		c.module(g)
	}
	c.watch.Stop()
	c.noPackages()
	c.findings = finding.Distinct(c.findings)
	if c.opts.record != "" {
		return c.writeBaseline(known)
	}
	left := c.report(c.fresh(known, changed))
	c.summary(left)
	return c.exitCode(left)
}

// noPackages tells if there was nothing to look at. For files it is no error: a
// hook names whatever has changed.
func (c *command) noPackages() {
	switch {
	case c.packages > 0 || c.trouble:
	case c.opts.files:
		c.say("lambdavet: nothing to check: ./... names no package in the modules of these files")
	default:
		c.complain("no Go packages match %s", cmp.Or(strings.Join(c.opts.patterns, " "), "./..."))
	}
}

// A tally is what the modules gave so far.
type tally struct {
	findings   []finding.Finding
	suppressed []finding.Finding
	scope      baseline.Scope
	failing    map[string]bool // rules whose findings set the exit code somewhere
	entries    int
	packages   int
}

// module analyses the packages of one module. What goes wrong is printed, and
// the other modules go on.
func (c *command) module(g module.Group) {
	opts, prog := c.open(g)
	if prog == nil {
		return
	}
	c.suite.ReportSuppressed(opts.silenced)
	analyzers := opts.analyzers(c.suite)
	if c.suite.Entrypoints != nil && (opts.debug || c.watched) {
		analyzers = append(slices.Clip(analyzers), c.suite.Entrypoints)
	}
	result := c.analyze(prog, analyzers)
	if result == nil {
		return
	}
	c.count(opts, prog, result)
	c.keep(opts, finding.Collect(prog.Fset, result.Diagnostics))
	if opts.debug {
		c.debugReport(prog, result)
	}
}

// open loads the packages of one module with the settings that hold there. If
// that fails, it says so and returns no program.
func (c *command) open(g module.Group) (*options, *load.Program) {
	opts, err := c.options(g.Dir)
	if err != nil {
		c.fail(err)
		return nil, nil
	}
	prog, err := c.load(opts, g)
	if err != nil {
		c.complain("%v", err)
		return nil, nil
	}
	return opts, prog
}

// keep keeps the findings that were asked for.
func (c *command) keep(opts *options, findings []finding.Finding) {
	for _, f := range findings {
		switch {
		case !opts.checks.selected[f.Rule] || opts.exclude.Match(f.Pos.File, f.Rule):
		case f.Suppressed != "":
			c.suppressed = append(c.suppressed, f)
		default:
			f.Advisory = !opts.fail.selected[f.Rule]
			c.findings = append(c.findings, f)
		}
	}
}

// options returns the options for a folder: the command line, and the settings
// that hold there.
func (c *command) options(dir string) (*options, error) {
	opts, err := parseFlags(c.suite, c.usage, c.args)
	if err == nil {
		err = opts.settingsFor(dir)
	}
	if err == nil {
		err = opts.validate(c.suite)
	}
	return opts, err
}

// analyzers returns the analyzers to run. Suppressions without effect can only
// be told if every rule had its chance.
func (o *options) analyzers(suite *Suite) []*analysis.Analyzer {
	if o.checks.selected[suite.Directive] {
		return suite.Analyzers
	}
	return slices.DeleteFunc(slices.Clone(suite.Analyzers), func(a *analysis.Analyzer) bool { return !o.checks.selected[a.Name] })
}

// load loads the packages of a group and prints what could not be loaded.
func (c *command) load(opts *options, g module.Group) (*load.Program, error) {
	cfg := load.Config{
		Dir:         g.Dir,
		Patterns:    g.Patterns,
		Sparse:      g.Sparse,
		Tags:        opts.tags,
		Tests:       opts.tests,
		LambdaRoots: c.suite.LambdaRoots(),
	}
	owners := c.suite.Flags.Lookup("owners")
	if owners.Value.String() != "" {
		cfg.Owners = splitList(owners.Value.String())
	}
	prog, err := load.Load(cfg)
	if prog != nil {
		c.loadErrors(prog)
	}
	if err != nil {
		return prog, c.inModule(g, err)
	}
	// The rules draw the same line around first-party code as the loader.
	return prog, owners.Value.Set(strings.Join(prog.Owners, ","))
}

// inModule says of an error of the go command where it ran, if that is not
// where the user stands.
func (c *command) inModule(g module.Group, err error) error {
	if g.Dir == c.opts.dir {
		return err
	}
	return fmt.Errorf("%s: %w", render.ShortPath(c.opts.dir, g.Dir), err)
}

func splitList(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

func (c *command) loadErrors(prog *load.Program) {
	for _, e := range prog.Errors {
		if e.Pos.IsValid() {
			e.Pos.Filename = render.ShortPath(c.opts.dir, e.Pos.Filename)
			c.say("%s: %s", e.Pos, e.Msg)
			c.trouble = true
		} else {
			c.complain("%s", e.Msg)
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
			c.say("%s", f.Stack)
		}
	}
	if c.opts.debug {
		c.debugf("analyse  %s", round(time.Since(start)))
	}
	return result
}

// count notes what was looked at.
func (c *command) count(opts *options, prog *load.Program, result *run.Result) {
	for _, a := range opts.analyzers(c.suite) {
		if opts.checks.selected[a.Name] {
			c.scope.Rules[a.Name] = true
			c.failing[a.Name] = c.failing[a.Name] || opts.fail.selected[a.Name]
		}
	}
	for _, dir := range prog.Dirs {
		c.scope.Dirs[filepath.Clean(dir)] = true
	}
	c.packages += prog.Stats.Named
	if c.watched && c.suite.Entrypoints != nil {
		c.entries += len(c.entriesOf(prog, result))
	}
}
