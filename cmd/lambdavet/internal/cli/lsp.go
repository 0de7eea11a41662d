package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/lsp"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/internal/page"
)

// lspFlags declares the flags of "lambdavet lsp".
func lspFlags(o *options, suite *Suite) {
	loadFlags(o, suite)
	ruleFlags(o, suite)
	o.flags.Var(&o.fail, "fail", "comma-separated `list` of checks whose findings are errors; others are warnings")
	o.flags.StringVar(&o.baseline, "baseline", "", "leave out the findings in `file`, or none; default is the nearest "+baselineName)
	o.flags.Bool("stdio", true, "has no meaning: editors pass it, and there is no other way")
}

// lsp is the subcommand that serves an editor.
func (c *command) lsp() int {
	if len(c.opts.patterns) > 0 {
		return c.fail(errors.New("lsp takes no packages: the editor says which files are open"))
	}
	if err := c.opts.validate(c.suite); err != nil {
		return c.fail(err)
	}
	return lsp.Serve(os.Stdin, os.Stdout, lsp.Config{
		Version:   moduleVersion(),
		Check:     c.checkModule,
		Page:      c.page,
		Ignorable: func(rule string) bool { return rule != c.suite.Directive },
		Log:       c.stderr,
	})
}

// checkModule says what the command would say in the folder of a module.
func (c *command) checkModule(root string) lsp.Report {
	var said bytes.Buffer
	args := slices.Concat(c.args, c.opts.pathFlags(), []string{"-C", root})
	m := newCommand(c.suite, c.usage, args, io.Discard, io.MultiWriter(c.stderr, &said))
	findings, err := m.allIn(root)
	if err != nil {
		m.fail(err)
	}
	report := lsp.Report{Findings: findings}
	if m.trouble {
		report.Trouble = strings.Split(strings.TrimSpace(said.String()), "\n")
	}
	return report
}

// allIn returns the findings in all packages of a module.
func (c *command) allIn(root string) (findings []finding.Finding, err error) {
	if c.opts, err = c.options(root); err != nil {
		return nil, err
	}
	known, err := c.openBaseline()
	if err != nil {
		return nil, err
	}
	c.module(module.Group{Dir: root, Patterns: []string{"./..."}})
	c.findings = finding.Distinct(c.findings)
	return c.fresh(known, nil), nil
}

// page returns the page of a rule with its address.
func (c *command) page(rule string, markdown bool) string {
	a := c.suite.find(rule)
	if a == nil {
		return ""
	}
	doc := c.suite.Documentation(a)
	if markdown {
		return page.Markdown(a.Name, doc) + "\n" + a.URL + "\n"
	}
	return page.Text(a.Name, doc, func(s string) string { return s }) + "\n" + a.URL + "\n"
}
