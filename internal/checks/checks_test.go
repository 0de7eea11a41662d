package checks

import (
	"slices"
	"strings"
	"testing"
)

func TestSelect(t *testing.T) {
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
		got, err := Select(list, known)
		if err != nil {
			t.Fatal(err)
		}
		on := slices.DeleteFunc(slices.Clone(known), func(name string) bool { return !got[name] })
		if strings.Join(on, " ") != want {
			t.Errorf("Select(%q) = %q, want %q", list, on, want)
		}
	}
	if _, err := Select("a,-x", known); err == nil || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("unknown name: error %v", err)
	}
}
