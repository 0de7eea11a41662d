package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/lambdavet/lambdavet/internal/page"
)

var mainUsage = usage{declare: mainFlags, text: `lambdavet finds defects in AWS Lambda functions written in Go.

Usage:
	lambdavet [flags] [packages]              check packages (default ./...)
	lambdavet entrypoints [flags] [packages]  show what is taken for a handler, and what it reaches
	lambdavet vet [flags] [packages]          run go vet with lambdavet and its settings
	lambdavet lsp [flags]                     serve an editor: findings, fixes and pages as one works
	lambdavet completion bash|zsh|fish        print what makes a shell complete it
	go vet -vettool=$(which lambdavet) [packages]

A settings file, .lambdavet.yml, is looked for in the directory and those above
it; its keys are flags without the dash. In a directory that holds several
modules, each is checked.

Exit code: 0 nothing found, 1 findings, 2 bad usage or settings, packages that
could not be loaded, or an internal error (findings are still printed).

Flags:
`}

var entrypointsUsage = usage{declare: entrypointsFlags, text: `Usage: lambdavet entrypoints [flags] [packages]

It prints one line for each function that Lambda calls: where it is, its name,
the event source, how that source delivers, and how it was recognised. The
formats dot and mermaid draw what each reaches, json tells it.

Flags:
`}

var vetUsage = usage{declare: vetFlags, text: `Usage: lambdavet vet [flags] [packages]

It runs go vet with lambdavet as its only tool. Settings are passed as flags,
since go vet's cache does not see files. Findings that did not change are not
looked for again.

Flags:
`}

var lspUsage = usage{declare: lspFlags, text: `Usage: lambdavet lsp [flags]

It speaks the Language Server Protocol on stdin and stdout. The module of a file
is checked when the file is opened and when it is saved, with the settings and
the baseline that hold in the folder of the module.

Flags:
`}

// helpFlags returns the flags that do what "help" and a name ask for. A user of
// go vet is told to run that, whatever the tool is.
func helpFlags(names []string) []string {
	if len(names) == 0 {
		return []string{"-help"}
	}
	if _, ok := subcommands[names[0]]; ok {
		return []string{names[0], "-help"}
	}
	return append([]string{"-explain"}, names...)
}

func (c *command) help() {
	fmt.Fprint(c.stdout, c.usage.text)
	c.opts.flags.SetOutput(c.stdout)
	c.opts.flags.PrintDefaults()
}

// list prints the name and title of each check.
func (c *command) list() {
	width := 0
	for _, name := range c.suite.names() {
		width = max(width, len(name))
	}
	for _, a := range c.suite.Analyzers {
		fmt.Fprintf(c.stdout, "%-*s  %s\n", width, a.Name, title(a))
	}
}

// explain prints the page of one check.
func (c *command) explain() {
	a, text := c.opts.rule, c.text(output{})
	fmt.Fprint(c.stdout, page.Text(a.Name, c.suite.Documentation(a), text.Strong))
	if a.URL != "" {
		fmt.Fprintf(c.stdout, "\n%s\n", a.URL)
	}
}

func version() string {
	return fmt.Sprintf("lambdavet %s (built with %s)", moduleVersion(), runtime.Version())
}

// moduleVersion returns the version of the module that the command was built
// from.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
