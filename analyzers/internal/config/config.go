// Package config holds the settings that all rules share.
package config

import (
	"errors"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
)

// Config is what the user chose for one run.
type Config struct {
	// Strict enables findings whose precision depends on how a function is deployed.
	Strict bool
	// Suppressed asks for what directives silence, too, marked as such.
	Suppressed bool
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

	suppressed bool // no flag: most drivers would show these as findings
)

func init() {
	Analyzer.Flags.BoolVar(&strict, "strict", false, "also report what depends on how the function is deployed")
	Analyzer.Flags.StringVar(&owners, "owners", "", "comma-separated module path prefixes (host/owner) to treat as first-party")
	Analyzer.Flags.Var(new(rows), "catalog", "`rows` about your own functions, separated by semicolons: \"open example.com/db.Connect eager\"")
}

// rows is a flag that holds rows of the catalog.
type rows string

func (r *rows) String() string { return string(*r) }

// Set replaces the rows that were set before.
func (r *rows) Set(text string) error {
	if text == string(*r) {
		return nil
	}
	parsed, err := catalog.Parse("row", strings.NewReader(strings.ReplaceAll(text, ";", "\n")))
	if err != nil && !strings.Contains(text, ";") {
		return errors.New(strings.TrimPrefix(err.Error(), "row:1: ")) // the only one
	}
	if err != nil {
		return err
	}
	catalog.Use(parsed)
	*r = rows(text)
	return nil
}

func current() *Config {
	c := &Config{Strict: strict, Suppressed: suppressed}
	for owner := range strings.SplitSeq(owners, ",") {
		if owner = strings.Trim(strings.TrimSpace(owner), "/"); owner != "" {
			c.Owners = append(c.Owners, owner)
		}
	}
	return c
}

// ReportSuppressed sets Config.Suppressed.
func ReportSuppressed(on bool) { suppressed = on }
