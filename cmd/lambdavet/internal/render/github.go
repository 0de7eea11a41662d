package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/lambdavet/lambdavet/cmd/lambdavet/internal/finding"
)

// annotations is how many errors, and how many warnings, GitHub shows of one
// step of a workflow.
const annotations = 10

// GitHub writes workflow commands, which GitHub shows as annotations. Findings
// beyond what it shows are listed in the log of the step.
func GitHub(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	var rest []*finding.Finding
	for _, kind := range []string{"error", "warning"} {
		shown := 0
		for i := range r.Findings {
			f := &r.Findings[i]
			switch {
			case severity(f) != kind:
			case shown == annotations:
				rest = append(rest, f)
			default:
				shown++
				fmt.Fprintf(out, "::%s %s::%s\n", kind, r.annotated(f), commandData.Replace(f.Message))
			}
		}
	}
	if len(rest) > 0 {
		r.log(out, rest)
	}
	return out.Flush()
}

// annotated returns the properties of an annotation. GitHub wants columns only
// within one line.
func (r *Report) annotated(f *finding.Finding) string {
	file, _ := r.fromRoot(f.Pos.File)
	p := fmt.Sprintf("file=%s,line=%d", commandProperty.Replace(file), f.Pos.Line)
	switch end := f.End; {
	case end.File == f.Pos.File && end.Line > f.Pos.Line:
		p += fmt.Sprintf(",endLine=%d", end.Line)
	case f.Pos.Column > 0:
		p += fmt.Sprintf(",endLine=%d,col=%d", f.Pos.Line, f.Pos.Column)
		if end.File == f.Pos.File && end.Column > f.Pos.Column {
			p += fmt.Sprintf(",endColumn=%d", end.Column)
		}
	}
	return p + ",title=" + commandProperty.Replace(f.Rule)
}

// log lists findings that are no annotations. The place comes last: at the
// start of a line, the problem matcher of actions/setup-go takes it for an
// error of the compiler and gets the file wrong.
func (r *Report) log(w io.Writer, rest []*finding.Finding) {
	fmt.Fprintf(w, "::group::lambdavet: %d more findings\n", len(rest))
	for _, f := range rest {
		file, _ := r.fromRoot(f.Pos.File)
		fmt.Fprintf(w, "%s (%s) at %s:%d:%d\n", commandData.Replace(f.Message), f.Rule, file, f.Pos.Line, f.Pos.Column)
	}
	fmt.Fprint(w, "::endgroup::\n")
	fmt.Fprintf(w, "::notice title=lambdavet::%d more findings are in the log of this step: GitHub shows %d errors and %d warnings of a step\n",
		len(rest), annotations, annotations)
}

// What stands in a command must not end it.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
