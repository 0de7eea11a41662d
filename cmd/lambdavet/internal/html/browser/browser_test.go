package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A tab is a page of a headless browser. An exception in a script, or anything
// that the page writes to the console as an error, fails the test.
type tab struct {
	*testing.T
	ctx context.Context
}

func newTab(t *testing.T) *tab {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Fatal("chromium is not installed (Debian package chromium)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root with one
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{t, ctx}
	b.do() // starts the browser
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("exception in the page: %v", e.ExceptionDetails)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError {
				t.Errorf("the page complains: %s", e.Args[0].Value)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (t *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(t.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// open opens a report in a window of that width.
func (t *tab) open(url string, width int64, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	t.do(
		chromedp.EmulateViewport(width, 900),
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, media)
			return err
		}),
		chromedp.Navigate("about:blank"), // the same address with another hash is no new page
		chromedp.Navigate(url),
	)
}

// eval returns what a script comes to, as text.
func (t *tab) eval(script string) string {
	t.Helper()
	result, err := chromedp.Run(t.ctx, chromedp.Evaluate[string]("(async () => String(await ("+script+")))()", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return result
}

func (t *tab) want(script, want string) {
	t.Helper()
	if got := t.eval(script); got != want {
		t.Errorf("%s\n got %q\nwant %q", script, got, want)
	}
}

// wait waits until the script comes to want.
func (t *tab) wait(script, want string) {
	t.Helper()
	for range 100 {
		if t.eval(script) == want {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.want(script, want)
}

// clickOn clicks the first element of that kind that has the text, with the mouse.
func clickOn(selector, text string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.JSPath(fmt.Sprintf("[...document.querySelectorAll(%q)].find((e) => e.textContent.includes(%q))", selector, text)))
}

// press presses keys as a keyboard does: a page that takes a key for itself
// does not get its character.
func (t *tab) press(keys string) {
	t.Helper()
	for _, r := range keys {
		events := kb.Encode(r)
		if len(events) == 3 {
			events[0].Text = events[1].Text
			events = []*input.DispatchKeyEventParams{events[0], events[2]}
		}
		for _, e := range events {
			t.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, *e)
				return err
			}))
		}
	}
}

// choose picks an option the way a person does, so that the page hears of it.
func (t *tab) choose(id, option string) {
	t.Helper()
	t.eval(fmt.Sprintf(`(() => { const s = document.getElementById(%q);
		s.value = [...s.options].find((o) => o.value.includes(%q)).value;
		s.dispatchEvent(new Event("change", { bubbles: true })); })()`, id, option))
}

const (
	rows  = `document.querySelectorAll(".row").length`
	names = `[...document.querySelectorAll(".row .name")].map((n) => n.textContent).sort().join(" ")`
	opens = `document.querySelectorAll("[aria-expanded=true]").length`
	hash  = `decodeURIComponent(location.hash)`
	focus = `[...document.querySelectorAll(".row")].indexOf(document.activeElement)`
)

// example is the report of the example project.
func example(t *testing.T) string {
	t.Helper()
	return write(t, analyze(t, "../../../../../testdata", "./example/..."))
}

func TestDetails(t *testing.T) {
	url := example(t)
	b := newTab(t)
	b.open(url, 1400, "light")
	b.want(rows, "6")
	b.want(`document.querySelector("#summary").textContent`, "6 findings · 5 rules · 2 handlers · 4 packages")
	b.do(clickOn(".row", "pgx.Connect"))
	b.want(opens, "1")
	b.want(`document.querySelector(".detail > .source mark").textContent`, "pgx.Connect(ctx, p.dsn)")
	b.want(`[...document.querySelectorAll(".chain .fn")].map((n) => n.textContent).join(" ")`,
		"handler.API.Handle handler.API.place order.Service.Place store.Postgres.Save store.Postgres.connect")
	b.want(`document.querySelector(".chain small").textContent`, "handler, calls at example/internal/handler/api.go:30:17")
	b.want(`document.querySelectorAll(".chain pre").length`, "0")
	b.do(clickOn(".chain summary", ""))
	b.wait(`document.querySelector(".chain pre mark")?.textContent`, "a.place")
	b.want(`[...document.querySelectorAll(".detail h4")].map((n) => n.textContent).join(", ")`, "Call chain, Why it hurts, Cure")
	b.want(`/A Lambda execution environment serves one/.test(document.querySelector(".detail").innerText)`, "true")
	b.want(`document.querySelectorAll(".page pre").length`, "2")
	b.do(clickOn(".row", "fmt.Println"))
	b.want(opens, "2")
}

// TestFix opens a finding that has a fix.
func TestFix(t *testing.T) {
	r := analyze(t, "../../../../../testdata", "./example/...")
	for i := range r.Findings {
		if r.Findings[i].Fix != nil {
			b := newTab(t)
			b.open(write(t, r)+"#open="+strings.TrimPrefix(r.Findings[i].Pos.File, r.Dir+"/")+fmt.Sprintf(":%d:%d:%s", r.Findings[i].Pos.Line, r.Findings[i].Pos.Column, r.Findings[i].Rule), 1400, "light")
			b.want(opens, "1")
			b.want(`document.querySelectorAll(".diff .added").length > 0 && document.querySelectorAll(".diff .removed").length > 0`, "true")
			return
		}
	}
	t.Fatal("no finding of the example project has a fix")
}

func TestFilters(t *testing.T) {
	url := example(t)
	b := newTab(t)
	b.open(url, 1400, "light")
	b.choose("rule", "handlerpanic")
	b.want(names, "handlerpanic handlerpanic")
	b.want(hash, "#rule=handlerpanic")
	b.want(`document.querySelector("#summary").textContent.slice(0, 16)`, "2 of 6 findings ")
	b.choose("package", "store")
	b.want(rows, "1")
	b.do(clickOn("#clear", ""))
	b.want(rows, "6")
	b.want(hash, "")
	b.choose("handler", "API.Handle")
	b.want(names, "dbconn")
	b.do(clickOn("#clear", ""), chromedp.SendKeys(chromedp.ID("query"), "payments.csv"))
	b.wait(names, "tmpfile")
	b.do(chromedp.SendKeys(chromedp.ID("query"), " nowhere"))
	b.wait(rows, "0")
	b.want(`document.querySelector(".none strong").textContent`, "Nothing matches")
	b.do(clickOn("#clear", ""))
	b.choose("group", "rule")
	b.want(`[...document.querySelectorAll("h2 span")].map((n) => n.textContent).join(" ")`, "dbconn handlerpanic idempotency structlog tmpfile")
}

// TestAddress opens a view that somebody else has filtered.
func TestAddress(t *testing.T) {
	url := example(t)
	b := newTab(t)
	b.open(url+"#rule=handlerpanic&open=example/internal/store/pool.go:47:3:handlerpanic", 1400, "light")
	b.want(rows, "2")
	b.want(`document.querySelector("#rule").value`, "handlerpanic")
	b.want(`document.querySelector(".detail mark").textContent.slice(0, 10)`, "log.Fatalf")
	b.want(`document.activeElement.getAttribute("aria-expanded")`, "true")
	b.open(url+"#rule=nosuchrule&group=constructor&open=x", 1400, "light")
	b.want(rows, "0")
}

func TestKeyboard(t *testing.T) {
	url := example(t)
	b := newTab(t)
	b.open(url, 1400, "light")
	for _, step := range []struct{ keys, script, want string }{
		{"j", focus, "0"},
		{"jj", focus, "2"},
		{kb.ArrowDown, focus, "3"},
		{"k" + kb.ArrowUp, focus, "1"},
		{"kkkkk", focus, "0"},
		{kb.Enter, opens, "1"},
		{kb.Enter, opens, "0"},
		{" ", opens, "1"},
		{kb.Escape, opens, "0"},
		{"", focus, "0"},
		{"/", `document.activeElement.id`, "query"},
		{"dbconn", names, "dbconn"},
		{"j", `document.querySelector("#query").value`, "dbconnj"},
		{kb.Escape, rows, "6"},
		{"", focus, "0"},
		{"jjjjjjjj", focus, "5"},
	} {
		b.press(step.keys)
		b.wait(step.script, step.want)
	}
	b.wait(`getComputedStyle(document.activeElement).outlineStyle`, "solid")
}

// TestAccessible checks names and landmarks.
func TestAccessible(t *testing.T) {
	url := example(t)
	b := newTab(t)
	b.open(url, 1400, "light")
	b.want(`["header", "main[aria-label]", "form[role=search][aria-label]", "footer", "html[lang]", "h1", "[role=status]"].filter((s) => !document.querySelector(s)).join()`, "")
	b.want(`[...document.querySelectorAll("input, select")].filter((e) => !e.labels.length).length`, "0")
	b.want(`[...document.querySelectorAll("button")].filter((e) => !e.textContent.trim()).length`, "0")
	b.choose("rule", "dbconn")
	b.want(`document.querySelector("#status").textContent`, "1 finding shown")
	b.want(`[...document.querySelectorAll("[id]")].length === new Set([...document.querySelectorAll("[id]")].map((e) => e.id)).size`, "true")
}

// TestWidths opens everything and looks for what sticks out of the page.
func TestWidths(t *testing.T) {
	urls := []string{example(t), write(t, hostile(t)), write(t, newReport(t.TempDir(), nil))}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{400, 1400} {
			for i, url := range urls {
				t.Run(fmt.Sprintf("%s-%d-%d", scheme, width, i), func(t *testing.T) {
					b := newTab(t)
					b.open(url, width, scheme)
					b.eval(`document.querySelectorAll(".row").forEach((r) => r.click())`)
					b.eval(`document.querySelectorAll("details").forEach((d) => (d.open = true))`)
					b.want(`document.documentElement.scrollWidth`, fmt.Sprint(width))
					b.want(`[...document.querySelectorAll("body *")].filter((e) => !e.closest("pre") && !e.closest(".skip") && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)).join("\n")`, "")
					dark := b.eval(`getComputedStyle(document.body).backgroundColor.match(/\d+/)[0] < 128`)
					if want := fmt.Sprint(scheme == "dark"); dark != want {
						t.Errorf("dark is %s in %s", dark, scheme)
					}
				})
			}
		}
	}
}

func TestClean(t *testing.T) {
	r := analyze(t, "../../../../../testdata", "./example/...")
	r.Findings = nil
	b := newTab(t)
	b.open(write(t, r), 1400, "light")
	b.want(`document.querySelector(".none strong").textContent`, "No findings")
	b.want(`document.querySelectorAll(".checks li").length > 20 && document.querySelector("#filters").hidden`, "true")
}

// TestHostile: nothing in a message, a path or a source line is markup.
func TestHostile(t *testing.T) {
	b := newTab(t)
	b.open(write(t, hostile(t)), 1400, "light")
	b.want(rows, "3")
	b.eval(`document.querySelectorAll(".row").forEach((r) => r.click())`)
	b.want(`typeof window.hacked`, "undefined")
	b.want(`document.querySelectorAll("#list script, #list img, #list b").length`, "0")
	b.want(`document.querySelector("mark").textContent`, `"</script><script>window.hacked = 1</script><!--"`)
}

// TestLarge measures how long ten thousand findings take to open: until they
// can be read, and until a filter has answered.
func TestLarge(t *testing.T) {
	const findings = 10_000
	url := write(t, large(t, findings))
	info, err := os.Stat(strings.TrimPrefix(url, "file://"))
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open("about:blank", 1400, "light")
	start := time.Now()
	b.do(chromedp.Navigate(url))
	b.want(rows+" >= 100 && "+rows+" < 1000", "true")
	b.eval(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
	opened := time.Since(start)
	start = time.Now()
	b.choose("rule", "tmpfile")
	b.wait(`document.querySelector("#summary").textContent.slice(0, 21)`, "500 of 10,000 finding")
	t.Logf("%d findings, %d kB: open after %v, filtered after %v", findings, info.Size()/1000, opened.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
	if opened > 2*time.Second {
		t.Errorf("open after %v, want less than two seconds", opened)
	}
	b.do(clickOn("#clear", ""))
	b.eval(`window.dispatchEvent(new Event("beforeprint"))`)
	b.want(rows, fmt.Sprint(findings))
}
