package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// options are the parsed command line.
type options struct {
	dir      string // absolute
	format   string
	checks   string
	fail     string
	tags     string
	explain  string
	tests    bool
	fix      bool
	diff     bool
	exitZero bool
	debug    bool
	verbose  bool
	list     bool
	version  bool
	patterns []string

	flags    *flag.FlagSet
	selected selection // by -checks
	failing  selection // by -fail
	rule     *analysis.Analyzer
}

// errHelp says that the user asked for help, not for work.
var errHelp = errors.New("help")

// parseFlags reads the flags of the main command.
func parseFlags(suite *Suite, args []string) (*options, error) {
	o := newOptions(suite)
	fs := o.flags
	fs.StringVar(&o.checks, "checks", "all", "comma-separated `list` of checks to run: all, name, -name")
	fs.StringVar(&o.fail, "fail", "all", "comma-separated `list` of checks whose findings set exit code 1")
	fs.StringVar(&o.explain, "explain", "", "print the documentation of a `check`")
	fs.BoolVar(&o.fix, "fix", false, "apply suggested fixes; print what remains")
	fs.BoolVar(&o.diff, "diff", false, "print suggested fixes as a unified diff; change nothing")
	fs.BoolVar(&o.exitZero, "exit-zero", false, "exit with code 0 even if there are findings")
	fs.BoolVar(&o.debug, "debug", false, "print timings, package counts and entry points to stderr")
	fs.BoolVar(&o.verbose, "verbose", false, "show all findings that say the same in one package")
	fs.BoolVar(&o.list, "list", false, "list the checks")
	fs.BoolVar(&o.version, "version", false, "print the version")
	if err := o.parse(args); err != nil {
		return nil, err
	}
	return o, o.resolve(suite)
}

// parseEntrypointFlags reads the flags of "lambdavet entrypoints".
func parseEntrypointFlags(suite *Suite, args []string) (*options, error) {
	o := newOptions(suite)
	return o, o.parse(args)
}

// newOptions declares the flags that all commands share.
func newOptions(suite *Suite) *options {
	o := &options{flags: flag.NewFlagSet("lambdavet", flag.ContinueOnError)}
	o.flags.SetOutput(io.Discard) // the caller prints errors and help
	o.flags.StringVar(&o.dir, "C", "", "run in directory `dir`; paths are shown relative to it")
	o.flags.StringVar(&o.format, "format", "text", "output `format`: text or json")
	o.flags.StringVar(&o.tags, "tags", "", "comma-separated `list` of build tags")
	o.flags.BoolVar(&o.tests, "tests", false, "analyse packages together with their test files")
	if suite.Flags != nil {
		suite.Flags.VisitAll(func(f *flag.Flag) { o.flags.Var(f.Value, f.Name, f.Usage) })
	}
	return o
}

func (o *options) parse(args []string) error {
	if err := o.flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return errHelp
		}
		return err
	}
	o.patterns = o.flags.Args()
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return fmt.Errorf("flag %s must come before the packages", p)
		}
	}
	if o.format != "text" && o.format != "json" {
		return fmt.Errorf("unknown format %q; known are text, json", o.format)
	}
	return o.enter()
}

// enter makes the working directory absolute.
func (o *options) enter() error {
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	if !filepath.IsAbs(o.dir) {
		o.dir = filepath.Join(cwd, o.dir)
	}
	if info, err := os.Stat(o.dir); err != nil || !info.IsDir() {
		return fmt.Errorf("-C: %s is not a directory", o.dir)
	}
	return nil
}

// resolve looks up the checks that flags name.
func (o *options) resolve(suite *Suite) (err error) {
	if o.fix && o.diff {
		return errors.New("-fix and -diff exclude each other")
	}
	if o.selected, err = selectChecks(o.checks, suite.names()); err != nil {
		return fmt.Errorf("-checks: %w", err)
	}
	if o.failing, err = selectChecks(o.fail, suite.names()); err != nil {
		return fmt.Errorf("-fail: %w", err)
	}
	if o.explain != "" {
		if o.rule = suite.find(o.explain); o.rule == nil {
			return fmt.Errorf("-explain: unknown check %q; known are %s", o.explain, strings.Join(suite.names(), ", "))
		}
	}
	return nil
}

// analyzers returns the analyzers to run. Suppressions without effect can only
// be told if every rule had its chance.
func (o *options) analyzers(suite *Suite) []*analysis.Analyzer {
	if o.selected[suite.Directive] {
		return suite.Analyzers
	}
	var chosen []*analysis.Analyzer
	for _, a := range suite.Analyzers {
		if o.selected[a.Name] {
			chosen = append(chosen, a)
		}
	}
	return chosen
}
