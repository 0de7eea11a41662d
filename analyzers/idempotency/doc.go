// Package idempotency defines an analyzer.
//
// # Analyzer idempotency
//
// idempotency: a retry would repeat the side effect
package idempotency
