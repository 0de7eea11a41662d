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

// A Watch shows on one line what a run is doing. The zero Watch shows nothing.
type Watch struct {
	w     io.Writer
	start time.Time
	timer *time.Timer

	mu    sync.Mutex
	doing string
	shown bool // there is something on the line
}

// New returns a Watch that writes to the terminal w.
func New(w io.Writer) *Watch {
	p := &Watch{w: w, start: time.Now()}
	p.timer = time.AfterFunc(delay, p.tick)
	return p
}

// tick shows the line and comes again.
func (p *Watch) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer == nil {
		return
	}
	fmt.Fprintf(p.w, "\r\x1b[Klambdavet: %s, %d s", p.doing, int(time.Since(p.start).Seconds()))
	p.shown = true
	p.timer.Reset(time.Second)
}

// Say sets what the line shows.
func (p *Watch) Say(format string, args ...any) {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing = fmt.Sprintf(format, args...)
}

// Clear makes room for other output.
func (p *Watch) Clear() {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

func (p *Watch) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// Stop ends the Watch and removes the line.
func (p *Watch) Stop() {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	p.clear()
}
