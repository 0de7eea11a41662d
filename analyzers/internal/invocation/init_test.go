package invocation

import "testing"

// TestIsInit: what an initialiser only makes, it need not call.
func TestIsInit(t *testing.T) {
	for key, want := range map[string]bool{
		"p.init": true, "p.init#1": true, "p.init#1$1": false, "p.init$1": false, "p.initial": false, "p.main": false,
	} {
		if got := isInit("p", key); got != want {
			t.Errorf("isInit(%q) = %v", key, got)
		}
	}
}
