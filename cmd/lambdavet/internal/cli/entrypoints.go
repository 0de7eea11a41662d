package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/run"
)

// entrypoints is the subcommand that prints what is taken for a handler.
func (c *command) entrypoints(args []string) int {
	var err error
	if c.opts, err = parseEntrypointFlags(c.suite, args); err != nil {
		return c.badUsage(err, entrypointsUsage)
	}
	prog, err := c.load()
	if err != nil {
		c.complain("%v", err)
		return exitTrouble
	}
	result := c.analyze(prog, []*analysis.Analyzer{c.suite.Entrypoints})
	if result == nil {
		return exitTrouble
	}
	for _, e := range c.entries(prog, result) {
		c.must(c.printEntry(e))
	}
	return c.exitCode(nil)
}

// entries returns the entry points of the named packages, by position.
func (c *command) entries(prog *load.Program, result *run.Result) []Entry {
	var all []Entry
	for _, pkg := range prog.Packages {
		if found := result.Of(c.suite.Entrypoints, pkg); pkg.Named && found != nil {
			all = append(all, c.suite.Entries(found)...)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(position(a).Compare(position(b)), cmp.Compare(a.Func, b.Func),
			cmp.Compare(a.How, b.How), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Model, b.Model))
	})
	// What one package recognises by its shape, another may register.
	return slices.CompactFunc(all, func(a, b Entry) bool { return position(a) == position(b) && a.Func == b.Func })
}

func (c *command) printEntry(e Entry) error {
	if c.opts.format == "json" {
		return json.NewEncoder(c.stdout).Encode(jsonEntry(e))
	}
	_, err := fmt.Fprintln(c.stdout, c.entryLine(e))
	return err
}

func (c *command) entryLine(e Entry) string {
	return fmt.Sprintf("%s: %s  %s  %s  %s", c.text().Place(position(e)), e.Func, e.Source, e.Model, e.How)
}

func jsonEntry(e Entry) any {
	type location struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	return struct {
		Func     string   `json:"func"`
		Source   string   `json:"source"`
		Model    string   `json:"model"`
		How      string   `json:"how"`
		Location location `json:"location"`
	}{e.Func, e.Source, e.Model, e.How, location(position(e))}
}

func position(e Entry) finding.Position {
	return finding.Position{File: e.Pos.Filename, Line: e.Pos.Line, Column: e.Pos.Column}
}
