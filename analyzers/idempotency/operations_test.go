package idempotency

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/entrypoint"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// updating reports whether -update is set, which fixturetest defines.
func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// TestOperations holds the page of operations against the catalog.
func TestOperations(t *testing.T) {
	const page = "../../docs/operations.md"
	want := operations()
	got, _ := os.ReadFile(page)
	if bytes.Equal(got, want) {
		return
	}
	if !updating() {
		t.Fatalf("%s is not current; run go test ./analyzers/idempotency -run TestOperations -update", page)
	}
	if err := os.WriteFile(page, want, 0o644); err != nil {
		t.Fatal(err)
	}
}

func operations() []byte {
	var page bytes.Buffer
	page.WriteString("<!-- Generated from analyzers/internal/catalog/tables by go test ./analyzers/idempotency -run TestOperations -update. -->\n\n" +
		"# Operations that idempotency knows\n\nThe cure as the rule names it for an SQS message; other sources have other ids.\n\n" +
		"## AWS, both SDKs\n\n| operation | a repeat | protected by | cure |\n|---|---|---|---|\n")
	for _, row := range catalog.Default().Rows(catalog.Operation) {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", row.Symbol, repeat(row), protectors(row), advice(row))
	}
	page.WriteString("\n## Libraries\n\n| function | a repeat | protected by | cure |\n|---|---|---|---|\n")
	for _, row := range catalog.Default().Rows(catalog.Repeat) {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", row.Symbol, repeat(row), protectors(row), advice(row))
	}
	page.WriteString("\n## Guards\n\nFunctions that let only the first of several equal invocations pass.\n\n")
	for _, row := range catalog.Default().Rows(catalog.Guard) {
		fmt.Fprintf(&page, "- `%s`\n", row.Symbol)
	}
	return page.Bytes()
}

// repeat says what a second call does.
func repeat(row catalog.Row) string {
	switch row.Arg(0) {
	case "write":
		return "writes again if its key is random"
	case "update", "transact":
		return "adds again if its expression adds"
	case "sql", "cql":
		return "as its text says"
	case "cypher":
		return "as its query says"
	case "redis":
		return "as its command says"
	case "document":
		return "as its document says"
	case "http":
		return "sends again if it is a POST or PATCH"
	case send:
		return "sends again"
	case create:
		return "creates another one"
	case start:
		return "starts another run"
	case insert:
		return "inserts another row"
	}
	return "adds again"
}

// protectors names the fields and calls that make a repeat harmless.
func protectors(row catalog.Row) string {
	var list []string
	for _, key := range []string{"token", "condition", "unless"} {
		if names, ok := row.Value(key); ok {
			list = append(list, "`"+strings.ReplaceAll(names, ",", "`, `")+"`")
		}
	}
	return strings.Join(list, ", ")
}

func advice(row catalog.Row) string {
	c := rule.Candidate{Kind: row.Arg(0), Notes: make(map[string]string)}
	switch c.Kind {
	case "write":
		c.Kind = identity
	case "cypher":
		c.Kind = create
	}
	for key, note := range map[string]string{"cure": noteCure, "token": noteToken} {
		if value, ok := row.Value(key); ok {
			c.Notes[note] = value
		}
	}
	if row.Has("auto") {
		c.Notes[noteAuto] = "yes"
	}
	return cure(c, entrypoint.Source{Name: "SQS", Model: entrypoint.Poll})
}

func TestKeyPackage(t *testing.T) {
	for key, want := range map[string]string{
		"(*example.com/a/b.T).M":   "example.com/a/b",
		"example.com/a/b.F$1":      "example.com/a/b",
		"(example.com/a/v2.T).M$1": "example.com/a/v2",
	} {
		if got := keyPackage(key); got != want {
			t.Errorf("keyPackage(%q) = %q, want %q", key, got, want)
		}
	}
}
