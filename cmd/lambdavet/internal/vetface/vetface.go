// Package vetface is lambdavet as a tool of go vet: one process for each
// package, speaking the protocol of go vet -vettool.
package vetface

import (
	"flag"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Invoked reports whether the arguments are those go vet gives to a tool:
// -V=full and -flags to get to know it, a configuration file to run it.
func Invoked(args []string) bool {
	if slices.Contains(args, "-V=full") || slices.Contains(args, "-flags") {
		return true
	}
	if len(args) == 0 || !strings.HasSuffix(args[len(args)-1], ".cfg") {
		return false
	}
	info, err := os.Stat(args[len(args)-1])
	return err == nil && info.Mode().IsRegular()
}

// Main runs the analyzers on the package that the command line names; it does
// not return. The settings are flags of go vet too.
func Main(analyzers []*analysis.Analyzer, settings *flag.FlagSet) {
	shown := new(filter)
	flag.BoolVar(&shown.related, "related", false, "print each call of a chain on a line of its own")
	flag.Var(&shown.exclude, "exclude", "leave out findings in `files`: PATH or PATH=check,check, with semicolons between")
	settings.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, f.Name, f.Usage) })
	unitchecker.Main(faces(analyzers, shown)...)
}
