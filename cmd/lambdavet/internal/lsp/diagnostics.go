package lsp

import (
	"cmp"
	"slices"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// source names us beside each diagnostic.
const source = "lambdavet"

// remark makes a diagnostic of a finding.
func (s *server) remark(texts *texts, f *finding.Finding) remark {
	t := texts.of(f.Pos.File)
	r := remark{
		diagnostic: diagnostic{
			Range:    t.between(f.Pos, f.End),
			Severity: severityError,
			Code:     f.Rule,
			Source:   source,
			Message:  f.Message,
		},
	}
	if f.Advisory {
		r.Severity = severityWarning
	}
	if f.URL != "" {
		r.CodeDescription = &codeDescription{f.URL}
	}
	if s.client.related {
		r.Related = chain(texts, f)
	}
	var err error
	if r.fix, err = fixOf(t, f); err != nil {
		s.log.Printf("lambdavet: internal error: %v", err)
	}
	if s.client.data {
		r.Data = r.fix
	}
	return r
}

// chain returns the calls that lead to a finding.
func chain(texts *texts, f *finding.Finding) []related {
	var all []related
	for _, hop := range f.Hops {
		place := location{uriOf(hop.Pos.File), texts.of(hop.Pos.File).between(hop.Pos, hop.End)}
		all = append(all, related{place, hop.Message})
	}
	return all
}

// distinct sorts remarks by place; what two modules say alike is one remark.
func distinct(all []remark) []remark {
	slices.SortStableFunc(all, func(a, b remark) int {
		return cmp.Or(comparePositions(a.Range.Start, b.Range.Start), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(all, func(a, b remark) bool {
		return a.Range == b.Range && a.Code == b.Code && (a.Code != "" || a.Message == b.Message)
	})
}

func comparePositions(a, b position) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Character, b.Character))
}

func diagnostics(remarks []remark) []diagnostic {
	all := make([]diagnostic, len(remarks))
	for i, r := range remarks {
		all[i] = r.diagnostic
	}
	return all
}

// touching returns the remarks whose range has a place in common with a span.
func touching(remarks []remark, where span) []remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r remark) bool {
		return comparePositions(r.Range.End, where.Start) < 0 || comparePositions(where.End, r.Range.Start) < 0
	})
}
