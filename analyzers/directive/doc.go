// Package directive defines an analyzer that checks //lambdavet:ignore comments.
//
// # Analyzer directive
//
// directive: //lambdavet:ignore comments that are broken or unused
//
// A finding is silenced by a comment on its line or on the line above, at the
// finding itself or at any call of its chain:
//
//	//lambdavet:ignore dbconn the proxy closes idle connections
//
// The rule names come first, separated by commas; the reason is required: the
// next reader must know why the finding does not matter. A directive without a
// reason, with an unknown rule, or one that suppresses nothing is reported,
// since it hides the next finding on that line.
//
// # When it stays silent
//
// In a package that others import, where only they can tell whether a call is
// on the path of an invocation, a directive counts as used if it stands at a
// call, or where a finding is possible.
package directive
