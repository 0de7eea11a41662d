package browser

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	project = flag.String("project", "", "folder of a project to make screenshots of")
	pattern = flag.String("pattern", "./...", "packages of -project")
	shots   = flag.String("shots", os.TempDir(), "folder for the screenshots of -project")
)

// TestScreenshots makes pictures of the report of -project, for people to look at.
func TestScreenshots(t *testing.T) {
	if *project == "" {
		t.Skip("no -project")
	}
	r := analyze(t, *project, *pattern)
	url := write(t, r)
	if err := os.Rename(strings.TrimPrefix(url, "file://"), filepath.Join(*shots, "report.html")); err != nil {
		t.Fatal(err)
	}
	url = "file://" + filepath.Join(*shots, "report.html")
	r.Findings = nil
	clean := write(t, r)
	b := newTab(t)
	const click = `(() => { const all = [...document.querySelectorAll(".row")];
		const r = all.sort((a, b) => (b.finding.hops || []).length - (a.finding.hops || []).length)[0];
		r.click(); document.querySelectorAll(".chain details")[1].open = true; r.scrollIntoView(); })()`
	const fix = `(() => { drawMore(shown.length); const r = [...document.querySelectorAll(".row")].find((r) => r.finding.diff);
		if (r) { r.click(); r.scrollIntoView(); } })()`
	for _, s := range []struct {
		name, url string
		width     int64
		scheme    string
		script    string
	}{
		{"list", url, 1400, "light", "0"},
		{"open", url, 1400, "light", click},
		{"fix", url, 1400, "light", fix},
		{"filtered", url + "#rule=idempotency&group=handler", 1400, "light", "0"},
		{"dark", url, 1400, "dark", click},
		{"narrow", url, 400, "light", "0"},
		{"narrow-open", url, 400, "dark", click},
		{"clean", clean, 1400, "light", "0"},
	} {
		b.open(s.url, s.width, s.scheme)
		b.eval(s.script)
		png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*shots, s.name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
