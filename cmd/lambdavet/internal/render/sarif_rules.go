package render

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/lambdavet/lambdavet/internal/page"
)

// home is where lambdavet lives.
const home = "https://github.com/lambdavet/lambdavet"

// What GitHub takes of a rule, in characters.
const (
	nameLimit        = 255
	descriptionLimit = 1024
)

func (r *Report) sarifDriver() sarifDriver {
	driver := sarifDriver{Name: "lambdavet", Version: r.Version, InformationURI: home, Rules: []sarifRule{}}
	if number, ok := strings.CutPrefix(r.Version, "v"); ok {
		driver.Version, driver.SemanticVersion = number, number
	}
	for _, rule := range r.Rules {
		driver.Rules = append(driver.Rules, r.sarifRule(rule))
	}
	return driver
}

func (r *Report) sarifRule(rule Rule) sarifRule {
	title := cmp.Or(rule.Page.Title, rule.Name)
	level := level(r.Fails(rule.Name))
	return sarifRule{
		ID:               rule.Name,
		Name:             limited(identifier(title), nameLimit),
		ShortDescription: sarifText{Text: limited(title, descriptionLimit)},
		FullDescription:  sarifText{Text: limited(cmp.Or(firstParagraph(rule.Page.Text), title), descriptionLimit)},
		Help: sarifText{
			Text:     cmp.Or(rule.Page.Text, title),
			Markdown: page.Markdown(rule.Name, rule.Page),
		},
		HelpURI:              cmp.Or(rule.URL, home),
		DefaultConfiguration: sarifConfiguration{level},
		Properties: &sarifRuleProperties{
			Tags:            []string{"aws-lambda", "reliability"},
			Precision:       "high", // docs/precision.md
			ProblemSeverity: level,
		},
	}
}

// identifier makes a title one word, which is what SARIF wants as a name that
// is not the id: DatabaseConnectionsOpenedPerInvocation.
func identifier(title string) string {
	var name strings.Builder
	for word := range strings.FieldsFuncSeq(title, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		first, rest := []rune(word)[:1], []rune(word)[1:]
		name.WriteString(strings.ToUpper(string(first)) + string(rest))
	}
	return name.String()
}

// firstParagraph returns the first paragraph of a text on one line.
func firstParagraph(text string) string {
	paragraph, _, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	return strings.Join(strings.Fields(paragraph), " ")
}

// limited cuts a text to a number of characters.
func limited(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	return string(runes[:limit-1]) + "…"
}
