package cli

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

var completionUsage = usage{declare: completionFlags, text: `Usage: lambdavet completion bash|zsh|fish

It prints the line that makes a shell complete lambdavet's commands, flags and
checks. In bash: eval "$(lambdavet completion bash)"

Flags:
`}

func completionFlags(*options, *Suite) {}

// completions by shell: each asks the command itself, which then finds the line
// so far in COMP_LINE, as bash passes it to programs given by complete -C.
var completions = map[string]string{
	"bash": "complete -o default -C lambdavet lambdavet",
	"zsh":  "autoload -U +X bashcompinit && bashcompinit && complete -o default -C lambdavet lambdavet",
	"fish": "complete -c lambdavet -a '(COMP_LINE=(commandline -cp) lambdavet)'",
}

// completion is the subcommand that prints how to complete.
func (c *command) completion() int {
	if len(c.opts.patterns) == 1 && completions[c.opts.patterns[0]] != "" {
		fmt.Fprintln(c.stdout, completions[c.opts.patterns[0]])
		return exitClean
	}
	return c.fail(fmt.Errorf("completion needs the name of a shell: %s", strings.Join(slices.Sorted(maps.Keys(completions)), ", ")))
}

// completing returns the line that a shell wants completed.
func completing() (line string, ok bool) {
	line, ok = os.LookupEnv("COMP_LINE")
	if point, err := strconv.Atoi(os.Getenv("COMP_POINT")); err == nil && point >= 0 && point < len(line) {
		line = line[:point]
	}
	return line, ok
}

// complete prints what may stand for the last word of a line, one a line. bash
// also passes what it takes for that word, which begins behind a "=".
func complete(suite *Suite, line string, args []string, stdout io.Writer) {
	words := strings.Fields(line)
	if len(words) == 0 || strings.HasSuffix(line, " ") {
		words = append(words, "")
	}
	last, typed := words[len(words)-1], ""
	if len(args) > 1 {
		typed = strings.TrimSuffix(last, args[1])
	}
	for _, candidate := range candidates(suite, words) {
		if strings.HasPrefix(candidate, last) {
			fmt.Fprintln(stdout, strings.TrimPrefix(candidate, typed))
		}
	}
}

// candidates returns what the last of the words may be.
func candidates(suite *Suite, words []string) []string {
	u := mainUsage
	if len(words) > 2 {
		if sub, ok := subcommands[words[1]]; ok {
			u = sub.usage
		}
	}
	o, _ := parseFlags(suite, u, nil)
	last, previous := words[len(words)-1], words[max(len(words)-2, 0)]
	switch name, _, assigned := strings.Cut(last, "="); {
	case assigned:
		return prefixed(name+"=", values(suite, o, strings.TrimLeft(name, "-")))
	case strings.HasPrefix(last, "-"):
		var names []string
		o.flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		return prefixed("-", names)
	case strings.HasPrefix(previous, "-"):
		return values(suite, o, strings.TrimLeft(previous, "-"))
	case len(words) == 2:
		return slices.Sorted(maps.Keys(subcommands))
	case len(words) == 3 && words[1] == "completion":
		return slices.Sorted(maps.Keys(completions))
	}
	return nil
}

// values returns what a flag may be set to, if that is known.
func values(suite *Suite, o *options, name string) []string {
	switch name {
	case "checks", "fail":
		return append([]string{"all"}, suite.names()...)
	case "explain":
		return suite.names()
	case "format":
		return o.formats.known
	}
	return nil
}

func prefixed(prefix string, words []string) []string {
	var out []string
	for _, word := range words {
		out = append(out, prefix+word)
	}
	return out
}
