// Package config holds the settings that all rules share.
package config

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Config is what the user chose for one run.
type Config struct {
	// Strict enables findings whose precision depends on how a function is deployed.
	Strict bool
	// Owners are module path prefixes (host/owner) whose modules count as first-party.
	Owners []string
}

// Analyzer reports nothing. Its result is the *Config of the run, read from its flags.
var Analyzer = &analysis.Analyzer{
	Name:             "config",
	Doc:              "settings shared by the rules of lambdavet",
	Run:              func(*analysis.Pass) (any, error) { return current(), nil },
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Config](),
}

var (
	strict bool
	owners string
)

func init() {
	Analyzer.Flags.BoolVar(&strict, "strict", false, "also report what depends on how the function is deployed")
	Analyzer.Flags.StringVar(&owners, "owners", "", "comma-separated module path prefixes (host/owner) to treat as first-party")
}

func current() *Config {
	c := &Config{Strict: strict}
	for owner := range strings.SplitSeq(owners, ",") {
		if owner = strings.Trim(strings.TrimSpace(owner), "/"); owner != "" {
			c.Owners = append(c.Owners, owner)
		}
	}
	return c
}
