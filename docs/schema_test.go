package docs

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/lambdavet/lambdavet/analyzers"
)

const schemaFile = "lambdavet.schema.json"

// TestSchemaNames holds the checks that the schema allows against the suite.
func TestSchemaNames(t *testing.T) {
	var schema struct {
		Defs struct {
			Checks struct {
				Items struct{ Enum []string }
			}
		} `json:"$defs"`
	}
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	want, off := []string{"all"}, []string(nil)
	for _, a := range analyzers.All() {
		want, off = append(want, a.Name), append(off, "-"+a.Name)
	}
	if got := schema.Defs.Checks.Items.Enum; !slices.Equal(got, append(want, off...)) {
		t.Errorf("%s allows %q, want %q", schemaFile, got, append(want, off...))
	}
}

// TestSchemaExample holds the schema against the example of the page, and
// against what must not pass. That the command agrees is tested where it reads
// settings.
func TestSchemaExample(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	example, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("configuration.md has no example")
	}
	if err := validate(schema, example); err != nil {
		t.Errorf("the example of configuration.md: %v", err)
	}
	for _, bad := range []string{"bogus: 1", "strict: perhaps", "checks: [nosuch]", "exclude: [{rule: x}]", "exclude: {checks: [dbconn]}", "exclude: [{path: x, checks: [all]}]", "exclude: {path: x, checks: -dbconn}", "baseline: [a]", "owners: {a: b}"} {
		if validate(schema, bad) == nil {
			t.Errorf("the schema accepts %s", bad)
		}
	}
}

// TestRows reads the rows that configuration.md shows.
func TestRows(t *testing.T) {
	page, err := os.ReadFile("configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| kind | row |")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := regexp.MustCompile("(?m)^\\| `[^`]+` \\| `([^`]+)`").FindAllStringSubmatch(table, -1)
	if len(rows) < 10 {
		t.Fatalf("found only %d rows", len(rows))
	}
	flag := analyzers.Flags().Lookup("catalog")
	defer flag.Value.Set("")
	for _, row := range rows {
		if err := flag.Value.Set(row[1]); err != nil {
			t.Errorf("%s: %v", row[1], err)
		}
	}
}

func validate(schema *jsonschema.Schema, text string) error {
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}
