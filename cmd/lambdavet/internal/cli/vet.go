package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/load"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
)

// vetFlags declares the flags of "lambdavet vet".
func vetFlags(o *options, suite *Suite) {
	loadFlags(o, suite)
	ruleFlags(o, suite)
	o.flags.BoolVar(&o.fix, "fix", false, "apply suggested fixes")
	o.flags.BoolVar(&o.diff, "diff", false, "print suggested fixes as a unified diff; change nothing")
	otherFlags(o)
}

// vet is the subcommand that runs go vet with this program as its tool. The
// exit code is go vet's: 1 for findings and packages that do not compile.
func (c *command) vet() int {
	groups, err := c.opts.groups()
	if err != nil {
		return c.fail(err)
	}
	self, err := os.Executable()
	if err != nil {
		return c.fail(err)
	}
	code := exitClean
	for _, g := range groups {
		code = max(code, c.vetModule(self, g))
	}
	if c.trouble {
		return exitTrouble
	}
	return code
}

func (c *command) vetModule(self string, g module.Group) int {
	opts, err := c.options(g.Dir)
	if err != nil {
		return c.fail(err)
	}
	if g.Sparse && opts.nothing(g) {
		return exitClean
	}
	args, err := opts.vetArgs(c.suite, self, g)
	if err != nil {
		return c.fail(c.inModule(g, err))
	}
	cmd := exec.Command("go", args...)
	said := &pathWriter{w: c.stderr, from: g.Dir, to: c.opts.dir}
	cmd.Dir, cmd.Stdout, cmd.Stderr = g.Dir, c.stdout, said
	err = cmd.Run()
	said.flush()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.Exited():
		return exit.ExitCode()
	case err != nil:
		return c.fail(fmt.Errorf("go vet: %w", err))
	}
	return exitClean
}

// nothing reports whether a group names no packages, which go vet takes for a
// failure.
func (o *options) nothing(g module.Group) bool {
	args := []string{"list"}
	if o.tags != "" {
		args = append(args, "-tags="+o.tags)
	}
	list := exec.Command("go", append(args, g.Patterns...)...)
	list.Dir = g.Dir
	out, err := list.Output()
	return err == nil && len(out) == 0
}

// vetArgs returns the arguments of the go command. go vet does not tell its
// tool whose module it is in, so the owners are passed, too.
func (o *options) vetArgs(suite *Suite, self string, g module.Group) ([]string, error) {
	args := []string{"vet", "-vettool=" + self}
	add := func(name, value string) { args = append(args, "-"+name+"="+value) }
	if o.tags != "" {
		add("tags", o.tags)
	}
	if o.fix || o.diff {
		args = append(args, "-fix")
	}
	if o.diff {
		args = append(args, "-diff")
	}
	if len(o.exclude.List) > 0 {
		add("exclude", o.exclude.String())
	}
	if owners := suite.Flags.Lookup("owners"); owners.Value.String() == owners.DefValue {
		own, err := load.Owners(g.Dir)
		if err != nil {
			return nil, err
		}
		if err := owners.Value.Set(strings.Join(own, ",")); err != nil {
			return nil, err
		}
	}
	suite.Flags.VisitAll(func(f *flag.Flag) {
		if f.Value.String() != f.DefValue {
			add(f.Name, f.Value.String())
		}
	})
	for _, name := range suite.names() {
		if !o.checks.selected[name] {
			add(name, "false")
		}
	}
	return append(args, g.Patterns...), nil
}
