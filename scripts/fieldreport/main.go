// Fieldreport runs lambdavet over public projects and holds what it finds
// against what readers said of it: docs/precision/judgements.tsv.
package main

import (
	"cmp"
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

var (
	binary   = flag.String("lambdavet", "lambdavet", "the `command` to run")
	projects = flag.String("projects", "", "`folder` with a working copy of each project, named owner+name; missing ones are cloned")
	data     = flag.String("data", "docs/precision", "`folder` with projects.tsv, places.tsv and judgements.tsv")
	page     = flag.String("page", "docs/precision.md", "`file` whose tables are rewritten")
	commit   = flag.String("commit", "", "the `revision` of lambdavet that runs, for the page")
	date     = flag.String("date", "", "the `day` of the run, for the page")
)

// sampleSize is how many findings of a rule are read, if there are more.
const sampleSize = 60

func main() {
	log.SetFlags(0)
	flag.Parse()
	if *projects == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	report, err := collect()
	if err != nil {
		log.Fatal(err)
	}
	if err := report.write(*page); err != nil {
		log.Fatal(err)
	}
	if unread := report.unread(); len(unread) > 0 {
		fmt.Println("repo\tfile\tline\trule\tmessage")
		for _, f := range unread {
			fmt.Printf("%s\t%s\t%d\t%s\t%s\n", f.repo, f.file, f.line, f.rule, f.message)
		}
		log.Printf("%d findings of the sample are not judged yet: add them to %s", len(unread), filepath.Join(*data, "judgements.tsv"))
		os.Exit(1)
	}
}

// A report is what was found, and what is said of it.
type report struct {
	findings   []finding
	judgements map[key]string // verdict
	places     []place
	rules      []string
	modules    int
}

func collect() (*report, error) {
	r := &report{judgements: make(map[key]string)}
	list, err := readTable(filepath.Join(*data, "projects.tsv"))
	if err != nil {
		return nil, err
	}
	for _, row := range list {
		p, err := newProject(row)
		if err != nil {
			return nil, err
		}
		found, err := p.run()
		if err != nil {
			return nil, err
		}
		r.modules += len(p.modules)
		r.findings = append(r.findings, found...)
	}
	slices.SortFunc(r.findings, func(a, b finding) int { return a.key.compare(b.key) })
	if r.rules, err = ruleNames(); err != nil {
		return nil, err
	}
	return r, r.readVerdicts()
}

func (r *report) readVerdicts() error {
	rows, err := readTable(filepath.Join(*data, "judgements.tsv"))
	if err != nil {
		return err
	}
	for _, row := range rows {
		k, err := row.key()
		if err != nil {
			return err
		}
		if !slices.Contains(verdicts, row["verdict"]) {
			return fmt.Errorf("%s: unknown verdict %q; allowed are %q", row.place(), row["verdict"], verdicts)
		}
		r.judgements[k] = row["verdict"]
	}
	r.places, err = readPlaces(filepath.Join(*data, "places.tsv"))
	return err
}

// verdicts that a reader may give.
var verdicts = []string{"right", "arguable", "wrong"}

// sample returns the findings of a rule that are to be read: all, or a number
// that is picked by what they are, so that other findings do not change it.
func (r *report) sample(rule string) []finding {
	all := r.of(rule)
	if len(all) <= sampleSize {
		return all
	}
	rank := make(map[key][32]byte)
	for _, f := range all {
		rank[f.key] = sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s", f.repo, f.file, f.line, f.rule))
	}
	slices.SortFunc(all, func(a, b finding) int {
		x, y := rank[a.key], rank[b.key]
		return cmp.Or(slices.Compare(x[:], y[:]), a.key.compare(b.key))
	})
	all = all[:sampleSize]
	slices.SortFunc(all, func(a, b finding) int { return a.key.compare(b.key) })
	return all
}

func (r *report) of(rule string) []finding {
	return slices.DeleteFunc(slices.Clone(r.findings), func(f finding) bool { return f.rule != rule })
}

// unread returns the findings of the samples that nobody has judged.
func (r *report) unread() []finding {
	var unread []finding
	for _, rule := range r.rules {
		for _, f := range r.sample(rule) {
			if r.judgements[f.key] == "" {
				unread = append(unread, f)
			}
		}
	}
	return unread
}

// A finding is one at a place of a project.
type finding struct {
	key
	message string
}

type key struct {
	repo, file string
	line       int
	rule       string
}

func (k key) compare(l key) int {
	return cmp.Or(cmp.Compare(k.repo, l.repo), cmp.Compare(k.file, l.file), cmp.Compare(k.line, l.line), cmp.Compare(k.rule, l.rule))
}

func (row row) key() (key, error) {
	line, err := strconv.Atoi(row["line"])
	if err != nil {
		return key{}, fmt.Errorf("%s: line %q is no number", row.place(), row["line"])
	}
	return key{row["repo"], row["file"], line, row["rule"]}, nil
}

// distinct removes findings that several modules of a project report.
func distinct(found []finding) []finding {
	byKey := make(map[key]finding)
	for _, f := range found {
		if old, ok := byKey[f.key]; !ok || f.message < old.message {
			byKey[f.key] = f
		}
	}
	return slices.Collect(maps.Values(byKey))
}
