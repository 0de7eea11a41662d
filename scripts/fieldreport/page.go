package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// write rewrites the tables of the page, which stand between marks.
func (r *report) write(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	page := string(text)
	for mark, table := range map[string]string{"run": r.run(), "precision": r.precision(), "recall": r.recall()} {
		if page, err = replace(page, mark, table); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return os.WriteFile(name, []byte(page), 0o644)
}

func replace(page, mark, table string) (string, error) {
	begin, end := "<!-- BEGIN "+mark+": scripts/field-report -->\n", "<!-- END "+mark+" -->"
	head, rest, ok := strings.Cut(page, begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", fmt.Errorf("no place for the table %q", mark)
	}
	return head + begin + table + end + tail, nil
}

func (r *report) run() string {
	repos := make(map[string]bool)
	for _, f := range r.findings {
		repos[f.repo] = true
	}
	return fmt.Sprintf("lambdavet at commit %s, on %s: %d findings in %d projects; %d modules were analysed.\n",
		*commit, *date, len(r.findings), len(repos), r.modules)
}

func (r *report) precision() string {
	var b strings.Builder
	b.WriteString("| rule | findings | judged | right | arguable | wrong | right of right and wrong |\n|---|---|---|---|---|---|---|\n")
	total := make(map[string]int)
	all, judged := 0, 0
	for _, rule := range r.rules {
		counts, n := r.judged(rule)
		findings := len(r.of(rule))
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %s |\n", rule, findings, n, counts["right"], counts["arguable"], counts["wrong"], percent(counts))
		all, judged = all+findings, judged+n
		for verdict, n := range counts {
			total[verdict] += n
		}
	}
	fmt.Fprintf(&b, "| **all** | **%d** | **%d** | **%d** | **%d** | **%d** | **%s** |\n", all, judged, total["right"], total["arguable"], total["wrong"], percent(total))
	return b.String()
}

// judged counts the verdicts on a rule's findings, those beyond the sample too.
func (r *report) judged(rule string) (counts map[string]int, n int) {
	counts = make(map[string]int)
	for _, f := range r.of(rule) {
		if verdict := r.judgements[f.key]; verdict != "" {
			counts[verdict]++
			n++
		}
	}
	return counts, n
}

func percent(counts map[string]int) string {
	decided := counts["right"] + counts["wrong"]
	if decided == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*float64(counts["right"])/float64(decided))
}

func (r *report) recall() string {
	type score struct{ places, met int }
	scores := make(map[string]map[string]*score)
	for _, p := range r.places {
		if scores[p.category] == nil {
			scores[p.category] = make(map[string]*score)
			for _, kind := range kinds {
				scores[p.category][kind] = new(score)
			}
		}
		s := scores[p.category][p.kind]
		s.places++
		if r.met(p) {
			s.met++
		}
	}
	var b strings.Builder
	b.WriteString("| category | defects | found | right places | flagged |\n|---|---|---|---|---|\n")
	var defects, right score
	for _, category := range slices.Sorted(maps.Keys(scores)) {
		d, ok := scores[category]["defect"], scores[category]["ok"]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", category, d.places, d.met, ok.places, ok.met)
		defects.places, defects.met = defects.places+d.places, defects.met+d.met
		right.places, right.met = right.places+ok.places, right.met+ok.met
	}
	fmt.Fprintf(&b, "| **all** | **%d** | **%d** | **%d** | **%d** |\n", defects.places, defects.met, right.places, right.met)
	return b.String()
}
