// Package watch tells a person at a terminal how a long run gets on.
package watch

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// delay is how long a run is silent: most are over by then.
const delay = 2 * time.Second

// A Watch shows on one line what a run is doing. A nil Watch shows nothing.
type Watch struct {
	out   io.Writer
	start time.Time
	timer *time.Timer

	mu    sync.Mutex
	doing string
	shown bool // there is something on the line
}

// New returns a Watch that writes to the terminal out.
func New(out io.Writer) *Watch {
	w := &Watch{out: out, start: time.Now()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(delay, w.tick)
	return w
}

// tick shows the line and comes again.
func (w *Watch) tick() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer == nil {
		return
	}
	fmt.Fprintf(w.out, "\r\x1b[Klambdavet: %s, %d s", w.doing, int(time.Since(w.start).Seconds()))
	w.shown = true
	w.timer.Reset(time.Second)
}

// Say sets what the line shows.
func (w *Watch) Say(format string, args ...any) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.doing = fmt.Sprintf(format, args...)
}

// Clear makes room for other output.
func (w *Watch) Clear() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clear()
}

func (w *Watch) clear() {
	if w.shown {
		fmt.Fprint(w.out, "\r\x1b[K")
		w.shown = false
	}
}

// Stop ends the Watch and removes the line.
func (w *Watch) Stop() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer != nil {
		w.timer.Stop()
		w.timer = nil
	}
	w.clear()
}
