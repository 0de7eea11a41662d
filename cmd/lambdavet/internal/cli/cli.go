package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/baseline"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/source"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/watch"
)

// Exit codes, the same in every format.
const (
	exitClean    = 0
	exitFindings = 1
	exitTrouble  = 2 // bad flags or settings, packages not loaded, internal error
)

type subcommand struct {
	usage
	run  func(*command) int
	late bool // settings are read when it needs them, if ever
}

// subcommands by name. Without one the packages are checked.
var subcommands map[string]subcommand

func init() {
	subcommands = map[string]subcommand{
		"completion":  {usage: completionUsage, run: (*command).completion, late: true},
		"entrypoints": {usage: entrypointsUsage, run: (*command).entrypoints},
		"lsp":         {usage: lspUsage, run: (*command).lsp, late: true},
		"vet":         {usage: vetUsage, run: (*command).vet},
	}
}

// Main runs the command and returns its exit code. Findings, and whatever else
// was asked for, go to stdout; everything else goes to stderr.
func Main(suite *Suite, args []string, stdout, stderr io.Writer) int {
	if line, ok := completing(); ok {
		complete(suite, line, args, stdout)
		return exitClean
	}
	sub := subcommand{usage: mainUsage, run: (*command).check}
	if len(args) > 0 && args[0] == "help" {
		args = helpFlags(args[1:])
	}
	if len(args) > 0 {
		if named, ok := subcommands[args[0]]; ok {
			sub, args = named, args[1:]
		}
	}
	c := newCommand(suite, sub.usage, args, stdout, stderr)
	var err error
	if c.opts, err = parseFlags(suite, c.usage, c.args); err != nil {
		return c.badUsage(err)
	}
	if done, ok := c.answer(); ok {
		return done
	}
	if sub.late {
		return sub.run(c)
	}
	if c.opts, err = c.options(c.opts.dir); err != nil {
		return c.fail(err)
	}
	return sub.run(c)
}

// A command is one run of the program.
type command struct {
	suite          *Suite
	usage          usage
	args           []string
	opts           *options // with the settings of the folder it runs in
	stdout, stderr io.Writer
	sources        *source.Files
	trouble        bool // something went wrong that findings do not tell

	tally
	watch   *watch.Watch
	watched bool // by a person who wants a summary
	start   time.Time
}

func newCommand(suite *Suite, u usage, args []string, stdout, stderr io.Writer) *command {
	c := &command{suite: suite, usage: u, args: args, stdout: stdout, stderr: stderr, sources: source.New()}
	c.scope = baseline.Scope{Rules: make(map[string]bool), Dirs: make(map[string]bool)}
	c.failing = make(map[string]bool)
	return c
}

// answer does what needs neither settings nor packages.
func (c *command) answer() (code int, done bool) {
	switch {
	case c.opts.version:
		fmt.Fprintln(c.stdout, version())
	case c.opts.list:
		c.list()
	case c.opts.explain != "":
		if err := c.opts.validate(c.suite); err != nil {
			return c.badUsage(err), true
		}
		c.explain()
	default:
		return 0, false
	}
	return exitClean, true
}

// badUsage prints help if it was asked for, else what is wrong.
func (c *command) badUsage(err error) int {
	if errors.Is(err, errHelp) {
		c.help()
		return exitClean
	}
	c.fail(err)
	fmt.Fprintln(c.stderr, "run lambdavet -help for usage")
	return exitTrouble
}

// complain prints an error of the program as a whole.
func (c *command) complain(format string, args ...any) {
	c.say("lambdavet: "+format, args...)
	c.trouble = true
}

// fail prints an error, each of its lines, and returns the exit code.
func (c *command) fail(err error) int {
	for line := range strings.Lines(err.Error()) {
		c.complain("%s", strings.TrimSuffix(line, "\n"))
	}
	return exitTrouble
}

func (c *command) exitCode(findings []finding.Finding) int {
	failing := func(f finding.Finding) bool { return !f.Advisory }
	switch {
	case c.trouble:
		return exitTrouble
	case !c.opts.exitZero && slices.ContainsFunc(findings, failing):
		return exitFindings
	}
	return exitClean
}

// say prints a line to stderr.
func (c *command) say(format string, args ...any) {
	c.watch.Clear()
	fmt.Fprintf(c.stderr, format+"\n", args...)
}
