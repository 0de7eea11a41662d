package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/graph"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
)

// pictures are the ways to write entry points, but for text.
var pictures = map[string]func(io.Writer, []graph.Entry) error{
	"dot":     graph.DOT,
	"json":    graph.JSON,
	"mermaid": graph.Mermaid,
}

// entrypointsFlags declares the flags of "lambdavet entrypoints".
func entrypointsFlags(o *options, suite *Suite) {
	loadFlags(o, suite)
	ruleFlags(o, suite)
	otherFlags(o)
	names := append([]string{textFormat}, slices.Sorted(maps.Keys(pictures))...)
	o.formats = newFormatList(textFormat, names)
	o.flags.Var(&o.formats, "format", "output `formats`, with commas between: "+strings.Join(names, ", ")+"; NAME=FILE writes to a file")
}

// entrypoints is the subcommand that prints what is taken for a handler, and
// draws what it reaches.
func (c *command) entrypoints() int {
	groups, err := c.opts.groups()
	if err != nil {
		return c.fail(err)
	}
	var all []graph.Entry
	for _, g := range groups {
		all = append(all, c.entriesIn(g)...)
	}
	if len(all) == 0 && !c.trouble {
		c.say("lambdavet: no function is taken for a handler")
	}
	all = graph.Distinct(all)
	graph.Count(all, finding.Distinct(c.findings), c.sources)
	for _, out := range c.opts.formats.outputs {
		write := func(w io.Writer) error { return c.writeEntries(w, out.format, all) }
		if out.file == "" {
			c.must(write(c.stdout))
		} else {
			c.must(toFile(c.opts.inDir(out.file), write))
		}
	}
	return c.exitCode(nil)
}

// entriesIn returns the entry points of one module. A picture counts the
// findings, so the rules run too.
func (c *command) entriesIn(g module.Group) []graph.Entry {
	opts, prog := c.open(g)
	if prog == nil {
		return nil
	}
	analyzers := []*analysis.Analyzer{c.suite.Entrypoints}
	if !slices.Equal(c.opts.formats.outputs, []output{{format: textFormat}}) {
		analyzers = append(opts.analyzers(c.suite), c.suite.Entrypoints)
	}
	result := c.analyze(prog, analyzers)
	if result == nil {
		return nil
	}
	c.keep(opts, finding.Collect(prog.Fset, result.Diagnostics))
	return c.entriesOf(prog, result)
}

// entriesOf returns the entry points of the named packages, by position.
func (c *command) entriesOf(prog *load.Program, result *run.Result) []graph.Entry {
	var all []graph.Entry
	for _, pkg := range prog.Packages {
		if found, ok := result.Of(c.suite.Entrypoints, pkg).([]analyzers.Entry); ok && pkg.Named {
			all = append(all, graph.Entries(found)...)
		}
	}
	return graph.Distinct(all)
}

func (c *command) writeEntries(w io.Writer, format string, entries []graph.Entry) error {
	if format != textFormat {
		return pictures[format](w, entries)
	}
	for _, e := range entries {
		if _, err := fmt.Fprintln(w, c.entryLine(e)); err != nil {
			return err
		}
	}
	return nil
}

func (c *command) entryLine(e graph.Entry) string {
	return fmt.Sprintf("%s: %s  %s  %s  %s", c.text(output{}).Place(e.Pos), e.Func, e.Source, e.Model, e.How)
}
