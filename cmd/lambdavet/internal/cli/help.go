package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

const usage = `lambdavet finds defects in AWS Lambda functions written in Go.

Usage:
	lambdavet [flags] [packages]              check packages (default ./...)
	lambdavet entrypoints [flags] [packages]  show what is taken for a handler
	go vet -vettool=$(which lambdavet) [packages]

Exit code: 0 nothing found, 1 findings, 2 bad usage, packages that could not
be loaded, or an internal error (findings are still printed).

Flags:
`

const entrypointsUsage = `Usage: lambdavet entrypoints [flags] [packages]

It prints one line for each function that Lambda calls: where it is, its name,
the event source, how that source delivers, and how it was recognised.

Flags:
`

func (c *command) help(usage string) {
	var o *options
	if usage == entrypointsUsage {
		o, _ = parseEntrypointFlags(c.suite, nil)
	} else {
		o, _ = parseFlags(c.suite, nil)
	}
	fmt.Fprint(c.stdout, usage)
	o.flags.SetOutput(c.stdout)
	o.flags.PrintDefaults()
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
	a := c.opts.rule
	_, page, _ := strings.Cut(a.Doc, "\n")
	fmt.Fprintf(c.stdout, "%s: %s\n\n%s\n", a.Name, title(a), strings.TrimSpace(page))
	if a.URL != "" {
		fmt.Fprintf(c.stdout, "\n%s\n", a.URL)
	}
}

func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return fmt.Sprintf("lambdavet %s (built with %s)", v, runtime.Version())
}
