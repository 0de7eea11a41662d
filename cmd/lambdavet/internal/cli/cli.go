package cli

import (
	"errors"
	"fmt"
	"io"
)

// Exit codes, the same in every format.
const (
	exitClean    = 0
	exitFindings = 1
	exitTrouble  = 2 // bad flags, packages not loaded, internal error
)

// Main runs the command and returns its exit code. Findings, and whatever else
// was asked for, go to stdout; everything else goes to stderr.
func Main(suite *Suite, args []string, stdout, stderr io.Writer) int {
	c := &command{suite: suite, stdout: stdout, stderr: stderr}
	if len(args) > 0 && args[0] == "entrypoints" {
		return c.entrypoints(args[1:])
	}
	return c.main(args)
}

// A command is one run of the program.
type command struct {
	suite          *Suite
	opts           *options
	stdout, stderr io.Writer
	trouble        bool // something went wrong that findings do not tell
}

func (c *command) main(args []string) int {
	var err error
	if c.opts, err = parseFlags(c.suite, args); err != nil {
		return c.badUsage(err, usage)
	}
	switch {
	case c.opts.version:
		fmt.Fprintln(c.stdout, version())
	case c.opts.list:
		c.list()
	case c.opts.rule != nil:
		c.explain()
	default:
		return c.check()
	}
	return exitClean
}

// badUsage prints help if it was asked for, else what is wrong.
func (c *command) badUsage(err error, usage string) int {
	if errors.Is(err, errHelp) {
		c.help(usage)
		return exitClean
	}
	c.complain("%v", err)
	fmt.Fprintln(c.stderr, "run lambdavet -help for usage")
	return exitTrouble
}

// complain prints an error of the program as a whole.
func (c *command) complain(format string, args ...any) {
	fmt.Fprintf(c.stderr, "lambdavet: "+format+"\n", args...)
	c.trouble = true
}
