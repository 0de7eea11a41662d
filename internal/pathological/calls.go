package pathological

import (
	"fmt"
	"strings"
)

// calls are programs whose call graph is the difficulty.
var calls = []Shape{
	{"chain", "functions, each calling the next", 10000, 500, chain},
	{"diamond", "levels of two functions, each calling both of the next: 2^N paths", 2000, 200, diamond},
	{"packages", "packages that call each other through interfaces and function values", 300, 20, packages},
	{"dispatch", "types behind one interface, and as many calls of it", 500, 60, dispatch},
	{"closures", "literals, each inside the one before", 250, 40, closures},
	{"captures", "literals in one function, each made in a loop and kept", 2000, 200, captures},
	{"handlers", "handlers registered in a map", 2000, 300, handlers},
	{"hub", "goroutines, started and awaited in one function", 1000, 200, hub},
	{"fields", "fields of function type, each assigned from the one before", 2000, 200, fields},
}

func chain(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error { return f0(ctx, text) }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func f%d(ctx context.Context, text string) error {\n\tif err := f%d(ctx, text); err != nil {\n\t\treturn fmt.Errorf(\"f%d: %%w\", err)\n\t}\n\treturn nil\n}\n\n", i, i+1, i)
		}) + fmt.Sprintf("func f%d(ctx context.Context, text string) error { return last(ctx, text) }\n", n))
}

func diamond(n int) map[string]string {
	level := func(i int) string {
		next := fmt.Sprintf("\tif len(text) > %d {\n\t\treturn a%d(ctx, text+\"a\")\n\t}\n\treturn b%d(ctx, text)\n", i, i+1, i+1)
		return fmt.Sprintf("func a%d(ctx context.Context, text string) error {\n%s}\n\nfunc b%d(ctx context.Context, text string) error {\n%s}\n\n", i, next, i, next)
	}
	return single("func run(ctx context.Context, text string) error { return a0(ctx, text) }\n\n" + each(n, level) +
		fmt.Sprintf("func a%d(ctx context.Context, text string) error { return last(ctx, text) }\n\nfunc b%d(ctx context.Context, text string) error { return a0(ctx, text) }\n", n, n))
}

// packages: package i calls package i-1 directly, and that one calls back
// through an interface and through hooks.
func packages(n int) map[string]string {
	files := make(map[string]string)
	for i := range n {
		below, field, call := "", "", "\treturn next.Visit(ctx, text)\n"
		if i > 0 {
			below = fmt.Sprintf("\t\"%s/p%d\"\n", Module, i-1)
			field = fmt.Sprintf("\tbelow p%d.Node\n", i-1)
			call = "\treturn s.below.Walk(ctx, text, s)\n"
		}
		files[fmt.Sprintf("p%d/p.go", i)] = fmt.Sprintf(`package p%d

import (
	"context"
%s)

type Visitor interface {
	Visit(ctx context.Context, text string) error
}

type Node struct {
	Hooks []func(context.Context, string) error
%s}

func (s Node) Visit(ctx context.Context, text string) error {
	for _, hook := range s.Hooks {
		if err := hook(ctx, text); err != nil {
			return err
		}
	}
	return s.Walk(ctx, text, s)
}

func (s *Node) On(hook func(context.Context, string) error) { s.Hooks = append(s.Hooks, hook) }

func (s Node) Walk(ctx context.Context, text string, next Visitor) error {
	if text == "" {
		return next.Visit(ctx, text)
	}
%s}
`, i, below, field, call)
	}
	var imports, hooks strings.Builder
	for i := range n {
		fmt.Fprintf(&imports, "\t\"%s/p%d\"\n", Module, i)
		fmt.Fprintf(&hooks, "\tvar n%d p%d.Node\n\tn%d.On(last)\n", i, i, i)
		if i > 0 {
			fmt.Fprintf(&hooks, "\tn%d.On(n%d.Visit)\n\tn%d.On(n%d.Visit)\n", i, i-1, i-1, i)
		}
	}
	main := strings.Replace(header, "\t\"os\"\n", "\t\"os\"\n\n"+imports.String(), 1)
	files["main.go"] = main + "func run(ctx context.Context, text string) error {\n" + hooks.String() + fmt.Sprintf("\treturn n%d.Visit(ctx, text)\n}\n", n-1)
	return files
}

func dispatch(n int) map[string]string {
	return single("type worker interface{ work(ctx context.Context, text string, w worker) error }\n\nvar workers = []worker{" +
		each(n, func(i int) string { return fmt.Sprintf("t%d{}, ", i) }) + "}\n\n" +
		"func run(ctx context.Context, text string) error { return workers[len(text)].work(ctx, text, workers[0]) }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("type t%d struct{ inner worker }\n\nfunc (t t%d) work(ctx context.Context, text string, w worker) error {\n\tif text == \"%d\" {\n\t\treturn last(ctx, text)\n\t}\n\treturn w.work(ctx, text, t)\n}\n\n", i, i, i)
		}))
}

func closures(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("v%d := text + \"%d\"\nreturn func() error {\nif v%d == \"\" {\nreturn errFull\n}\n", i, i, i)
		}) + "return last(ctx, text)\n" + strings.Repeat("}()\n", n) + "}\n")
}

func captures(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tvar all []func() error\n\tcount := 0\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tfor j := range %d {\n\t\tall = append(all, func() error {\n\t\t\tcount += j\n\t\t\tif count > %d {\n\t\t\t\treturn all[j]()\n\t\t\t}\n\t\t\treturn last(ctx, text)\n\t\t})\n\t}\n", i%7+1, i)
		}) + "\tfor _, f := range all {\n\t\tif err := f(); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n")
}

func handlers(n int) map[string]string {
	return single("var routes map[string]func(context.Context, string) error\n\nfunc init() {\n\troutes = map[string]func(context.Context, string) error{\n" +
		each(n, func(i int) string { return fmt.Sprintf("\t\"%d\": h%d,\n", i, i) }) +
		"\t}\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\troutes[\"/%d\"] = func(ctx context.Context, text string) error { return h%d(ctx, text) }\n", i, i)
		}) + "}\n\nfunc run(ctx context.Context, text string) error { return routes[text](ctx, text) }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func h%d(ctx context.Context, text string) error {\n\tif text == \"\" {\n\t\treturn routes[\"%d\"](ctx, text)\n\t}\n\treturn last(ctx, text)\n}\n\n", i, i)
		}))
}

func hub(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tdone := make(chan error)\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tgo func() { done <- w%d(ctx, text) }()\n", i) }) +
		each(n, func(i int) string { return "\tif err := <-done; err != nil {\n\t\treturn err\n\t}\n" }) + "\treturn nil\n}\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func w%d(ctx context.Context, text string) error {\n\tdefer func() { _ = recover() }()\n\treturn last(ctx, text)\n}\n\n", i)
		}))
}

func fields(n int) map[string]string {
	return single("type table struct {\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tf%d func(context.Context, string) error\n", i) }) +
		"}\n\nfunc run(ctx context.Context, text string) error {\n\tt := &table{f0: last}\n" +
		each(n-1, func(i int) string {
			return fmt.Sprintf("\tt.f%d = t.f%d\n\tif text == \"%d\" {\n\t\tt.f%d = func(ctx context.Context, text string) error { return t.f%d(ctx, text) }\n\t}\n", i+1, i, i, i, i+1)
		}) + fmt.Sprintf("\treturn t.f%d(ctx, text)\n}\n", n-1))
}
