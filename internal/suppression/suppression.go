// Package suppression marks the diagnostics that a directive silences. They
// are only made if the driver asks for them, to list them apart.
package suppression

import (
	"strings"

	"golang.org/x/tools/go/analysis"
)

const prefix = "suppressed: "

// Mark says that a directive silences the diagnostic, and why.
func Mark(d *analysis.Diagnostic, reason string) { d.Category = prefix + reason }

// Reason returns why a diagnostic is silenced, "" if it is not.
func Reason(d analysis.Diagnostic) string {
	reason, ok := strings.CutPrefix(d.Category, prefix)
	if !ok {
		return ""
	}
	return reason
}
