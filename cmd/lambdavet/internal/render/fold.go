package render

import (
	"path/filepath"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// Findings of one rule that say the same in one package are folded when there
// are more than foldAbove: the first foldKeep are shown, and a count.
const (
	foldAbove = 10
	foldKeep  = 3
)

// sameness is what findings have in common that a reader need not see twice.
type sameness struct{ dir, rule, message string }

func samenessOf(f *finding.Finding) sameness {
	return sameness{filepath.Dir(f.Pos.File), f.Rule, WithoutChain(f)}
}

// fold counts findings that say the same.
type fold struct {
	total, seen map[sameness]int
}

func newFold(findings []finding.Finding) *fold {
	f := &fold{total: make(map[sameness]int), seen: make(map[sameness]int)}
	for i := range findings {
		f.total[samenessOf(&findings[i])]++
	}
	return f
}

// next tells of the findings in order: whether to show one, and how many
// hidden ones to count behind it.
func (f *fold) next(finding *finding.Finding) (show bool, hidden int) {
	same := samenessOf(finding)
	f.seen[same]++
	if f.total[same] <= foldAbove || f.seen[same] < foldKeep {
		return true, 0
	}
	return f.seen[same] == foldKeep, f.total[same] - foldKeep
}
