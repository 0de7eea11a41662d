package analyzers

import "github.com/lambdavet/lambdavet/analyzers/internal/config"

// ReportSuppressed makes the rules report what directives silence, too, marked
// by package suppression. It is to be called before the analysis starts, by a
// driver that tells those apart.
func ReportSuppressed(on bool) { config.ReportSuppressed(on) }
