package idempotency_test

import (
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/idempotency"
	"github.com/lambdavet/lambdavet/analyzers/internal/fixturetest"
)

func Test(t *testing.T) { fixturetest.Run(t, idempotency.Analyzer, "idempotency/...") }

func TestStrict(t *testing.T) {
	fixturetest.RunStrict(t, idempotency.Analyzer, "idempotency-strict/...")
}

func TestDocs(t *testing.T) { fixturetest.RunDocs(t, idempotency.Analyzer) }
