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

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/module"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/render"
	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/settings"
)

// options are the command line, completed by a settings file.
type options struct {
	dir      string // absolute
	config   string // file, settings.None, or "" for the nearest
	checks   checkList
	fail     checkList
	exclude  excludeList
	formats  formatList
	tags     string
	explain  string
	baseline string
	record   string // file to write a baseline to
	newFrom  string // git revision
	tests    bool
	fix      bool
	diff     bool
	exitZero bool
	debug    bool
	verbose  bool
	list     bool
	version  bool
	files    bool
	silenced bool
	patterns []string

	flags *flag.FlagSet
	rule  *analysis.Analyzer // to be explained
}

// errHelp says that the user asked for help, not for work.
var errHelp = errors.New("help")

// A usage declares the flags of a command and says how it is called.
type usage struct {
	text    string
	declare func(*options, *Suite)
}

// parseFlags reads the flags of a command. Settings that suite and options
// share with an earlier run are forgotten.
func parseFlags(suite *Suite, u usage, args []string) (*options, error) {
	o := &options{flags: flag.NewFlagSet("lambdavet", flag.ContinueOnError)}
	o.flags.SetOutput(io.Discard) // the caller prints errors and help
	u.declare(o, suite)
	if err := o.flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, errHelp
		}
		return o, err
	}
	return o, o.arguments()
}

// loadFlags declares what all commands have that load packages.
func loadFlags(o *options, suite *Suite) {
	o.flags.StringVar(&o.dir, "C", "", "run in directory `dir`; paths are shown relative to it")
	o.flags.StringVar(&o.config, "config", "", "settings `file`, or none; default is the nearest "+settings.FileName)
	o.flags.StringVar(&o.tags, "tags", "", "comma-separated `list` of build tags")
	o.flags.BoolVar(&o.tests, "tests", false, "analyse packages together with their test files")
	suite.Flags.VisitAll(func(f *flag.Flag) {
		f.Value.Set(f.DefValue)
		o.flags.Var(f.Value, f.Name, f.Usage)
	})
}

// ruleFlags declares what says which findings there are.
func ruleFlags(o *options, suite *Suite) {
	o.checks, o.fail = newCheckList(suite), newCheckList(suite)
	o.exclude = excludeList{known: suite.names()}
	o.flags.Var(&o.checks, "checks", "comma-separated `list` of checks to run: all, name, -name")
	o.flags.Var(&o.exclude, "exclude", "leave out findings in `files`: PATH or PATH=check,check, with semicolons between")
}

// otherFlags declares what means nothing to a subcommand, but may stand in the
// settings that it shares with others.
func otherFlags(o *options) {
	o.flags.Var(&o.fail, "fail", "has no meaning here")
	o.flags.StringVar(&o.baseline, "baseline", "", "has no meaning here")
}

// mainFlags declares the flags of lambdavet without a subcommand.
func mainFlags(o *options, suite *Suite) {
	loadFlags(o, suite)
	ruleFlags(o, suite)
	fs := o.flags
	o.formats = newFormatList("text", formatNames())
	fs.Var(&o.formats, "format", "output `formats`, with commas between: "+strings.Join(formatNames(), ", ")+"; NAME=FILE writes to a file")
	fs.Var(&o.fail, "fail", "comma-separated `list` of checks whose findings set exit code 1")
	fs.StringVar(&o.baseline, "baseline", "", "leave out the findings in `file`, or none; default is the nearest "+baselineName)
	fs.StringVar(&o.record, "write-baseline", "", "write all findings to `file`, to be left out from then on")
	fs.StringVar(&o.newFrom, "new-from", "", "only show findings on lines changed since a git `revision`")
	fs.StringVar(&o.explain, "explain", "", "print the documentation of a `check`")
	fs.BoolVar(&o.files, "files", false, "the arguments are files: check the modules they belong to")
	fs.BoolVar(&o.silenced, "suppressed", false, "tell in sarif output what //lambdavet:ignore suppresses, too")
	fs.BoolVar(&o.fix, "fix", false, "apply suggested fixes; print what remains")
	fs.BoolVar(&o.diff, "diff", false, "print suggested fixes as a unified diff; change nothing")
	fs.BoolVar(&o.exitZero, "exit-zero", false, "exit with code 0 even if there are findings")
	fs.BoolVar(&o.debug, "debug", false, "print timings, package counts and entry points to stderr")
	fs.BoolVar(&o.verbose, "verbose", false, "show all findings that say the same in one package")
	fs.BoolVar(&o.list, "list", false, "list the checks")
	fs.BoolVar(&o.version, "version", false, "print the version")
}

// arguments reads what stands behind the flags, and makes paths absolute.
func (o *options) arguments() error {
	o.patterns = o.flags.Args()
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return fmt.Errorf("flag %s must come before the packages", p)
		}
	}
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
	o.exclude.List = o.exclude.In(o.dir)
	for _, name := range []*string{&o.config, &o.baseline, &o.record} {
		if *name != "" && *name != settings.None {
			*name = o.inDir(*name)
		}
	}
	return nil
}

// pathFlags returns the flags that name files, so that they name the same in
// any directory.
func (o *options) pathFlags() []string {
	var args []string
	for _, f := range []struct{ name, value string }{
		{"baseline", o.baseline}, {"config", o.config}, {"exclude", o.exclude.String()},
	} {
		if f.value != "" {
			args = append(args, "-"+f.name+"="+f.value)
		}
	}
	return args
}

// inDir returns a file name as it is meant in the directory of -C.
func (o *options) inDir(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(o.dir, name)
}

// settingsFor completes the options from the settings that hold in a folder.
func (o *options) settingsFor(dir string) error {
	file := o.config
	if file == "" {
		file = module.Above(dir, settings.FileName)
	}
	if file == "" || file == settings.None {
		return nil
	}
	return settings.Apply(file, render.ShortPath(o.dir, file), o.flags)
}

// validate checks what flags say together.
func (o *options) validate(suite *Suite) error {
	switch {
	case o.fix && o.diff:
		return errors.New("-fix and -diff exclude each other")
	case o.record != "" && (o.fix || o.diff || o.newFrom != ""):
		return errors.New("-write-baseline needs all findings: it excludes -fix, -diff and -new-from")
	case o.record == settings.None:
		return errors.New("-write-baseline needs the name of a file")
	case o.files && len(o.patterns) == 0:
		return errors.New("-files needs the names of files")
	}
	if o.explain != "" {
		if o.rule = suite.find(o.explain); o.rule == nil {
			return fmt.Errorf("-explain: unknown check %q; known are %s", o.explain, strings.Join(suite.names(), ", "))
		}
	}
	return nil
}

// groups returns what to load: the packages named, or all, by module.
func (o *options) groups() ([]module.Group, error) {
	switch {
	case o.files:
		return module.Files(o.dir, o.patterns), nil
	case len(o.patterns) == 0:
		return module.Patterns(o.dir, []string{"./..."})
	}
	return module.Patterns(o.dir, o.patterns)
}
