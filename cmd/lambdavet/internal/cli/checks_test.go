package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestSelectChecks(t *testing.T) {
	known := []string{"a", "b", "c"}
	for list, want := range map[string]string{
		"all":      "a b c",
		"":         "",
		"b":        "b",
		"a, c":     "a c",
		"-b":       "a c",
		"all,-b":   "a c",
		"-all":     "",
		"-all,b":   "b",
		"a,-a,b,a": "a b",
	} {
		got, err := selectChecks(list, known)
		if err != nil {
			t.Fatal(err)
		}
		on := slices.DeleteFunc(slices.Clone(known), func(name string) bool { return !got[name] })
		if strings.Join(on, " ") != want {
			t.Errorf("selectChecks(%q) = %q, want %q", list, on, want)
		}
	}
	if _, err := selectChecks("a,-x", known); err == nil || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("unknown name: error %v", err)
	}
}
