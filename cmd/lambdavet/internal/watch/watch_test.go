package watch

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A screen may be written and read at the same time.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := new(screen)
		w := New(out)
		w.Say("loading %s", "a")
		time.Sleep(delay - 1)
		if out.String() != "" {
			t.Errorf("shown at once: %q", out)
		}
		time.Sleep(time.Second)
		if !strings.Contains(out.String(), "lambdavet: loading a, 2 s") {
			t.Errorf("not shown: %q", out)
		}
		w.Say("loading b")
		time.Sleep(time.Second)
		if !strings.Contains(out.String(), "loading b, 3 s") {
			t.Errorf("not current: %q", out)
		}
		w.Stop()
		shown := out.String()
		if !strings.HasSuffix(shown, "\r\x1b[K") {
			t.Errorf("the line stays: %q", shown)
		}
		time.Sleep(time.Minute)
		w.Stop()
		if out.String() != shown {
			t.Errorf("it goes on: %q", out)
		}
	})
}

func TestNobodyWatches(t *testing.T) {
	var w *Watch
	w.Say("loading")
	w.Clear()
	w.Stop()
}
