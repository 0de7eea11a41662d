package pathological

import (
	"fmt"
	"strings"
)

// types are programs whose types are the difficulty.
var types = []Shape{
	{"struct", "fields of one struct", 5000, 300, structs},
	{"generic", "instances of a generic type, each of the one before", 60, 15, generic},
	{"instances", "instances of one generic function", 3000, 200, instances},
	{"halves", "structs, each holding the next one twice: 2^N fields", 20, 14, halves},
	{"cyclic", "types that hold themselves and each other", 1000, 100, cyclic},
	{"embedded", "structs, each embedding the one before", 300, 40, embedded},
	{"methods", "methods of one interface and of a type that has them", 2000, 150, methods},
}

func structs(n int) map[string]string {
	return single("type wide struct {\n" + each(n, func(i int) string { return fmt.Sprintf("\tF%d string `json:\"f%d\"`\n", i, i) }) +
		"}\n\nfunc run(ctx context.Context, text string) error {\n\tw := wide{\n" +
		each(n, func(i int) string { return fmt.Sprintf("\t\tF%d: text,\n", i) }) + "\t}\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tif w.F%d == \"\" {\n\t\tw.F%d = fill(&w)\n\t}\n", i, i)
		}) + "\treturn last(ctx, w.F0)\n}\n\nfunc fill(w *wide) string { return w.F1 }\n")
}

func generic(n int) map[string]string {
	return single("type box[T any] struct {\n\tvalue T\n\tnext  *box[T]\n}\n\nfunc (b *box[T]) put(v T) *box[T] { return &box[T]{v, b} }\n\nfunc (b *box[T]) run(ctx context.Context, f func(context.Context, T) error) error {\n\tif b.next != nil {\n\t\treturn b.next.run(ctx, f)\n\t}\n\treturn f(ctx, b.value)\n}\n\nfunc wrap[T any](v T) box[T] { return box[T]{value: v} }\n\n" +
		"func run(ctx context.Context, text string) error {\n\tb0 := wrap(text)\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tb%d := wrap(b%d)\n", i+1, i) }) +
		each(n, func(i int) string {
			inner := strings.Repeat(".value", i)
			if i > 50 {
				inner, i = "", 0
			}
			return fmt.Sprintf("\tif err := b%d.run(ctx, func(ctx context.Context, v %sstring%s) error { return last(ctx, v%s) }); err != nil {\n\t\treturn err\n\t}\n",
				i, strings.Repeat("box[", i), strings.Repeat("]", i), inner)
		}) + fmt.Sprintf("\t_ = b%d\n\treturn nil\n}\n", n))
}

func instances(n int) map[string]string {
	return single(each(n, func(i int) string {
		return fmt.Sprintf("type t%d string\n\nfunc (t t%d) save(ctx context.Context) error { return last(ctx, string(t)) }\n\n", i, i)
	}) + "type saver interface{ save(context.Context) error }\n\nfunc save[T saver](ctx context.Context, v T, more ...T) error {\n\tfor _, m := range more {\n\t\tif err := save(ctx, m, v); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn v.save(ctx)\n}\n\nfunc run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tif err := save(ctx, t%d(text)); err != nil {\n\t\treturn err\n\t}\n", i)
		}) + "\treturn nil\n}\n")
}

func halves(n int) map[string]string {
	return single(each(n, func(i int) string {
		return fmt.Sprintf("type h%d struct {\n\ta, b *h%d\n\tc, d [0]h%d\n}\n\n", i, i+1, i+1)
	}) + fmt.Sprintf("type h%d struct {\n\ttext string\n\tf    func(context.Context, string) error\n}\n\n", n) +
		fmt.Sprintf("var top h0\n\nfunc run(ctx context.Context, text string) error {\n\th := new(h0)\n\tall := []h0{*h, top}\n\tslog.Info(\"top\", \"h\", h, \"all\", all)\n\tif _, err := json.Marshal(h); err != nil {\n\t\treturn last(ctx, text)\n\t}\n\tif text == \"\" {\n\t\treturn last(ctx, text)\n\t}\n\treturn h%s.f(ctx, text)\n}\n", strings.Repeat(".a", n)))
}

func cyclic(n int) map[string]string {
	return single("type (\n\tslice   []slice\n\ttree    map[string]tree\n\tmaker   func(maker) maker\n\tpointer *pointer\n\tchannel chan channel\n\tself    interface{ self() self }\n\tarray   [2]*array\n\tany2    []any2map\n\tany2map map[string]any2\n)\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("type c%d struct {\n\tnext *c%d\n\tall  []c%d\n\tbyID map[string]*c%d\n\tdo   func(c%d) c%d\n\tin   interface{ m%d(c%d) c%d }\n}\n\nfunc (c c%d) m%d(d c%d) c%d { return *d.all[0].byID[\"\"] }\n\n",
				i, (i+1)%n, (i+2)%n, (i+3)%n, (i+5)%n, (i+7)%n, i, i, (i+3)%n, i, i, (i+2)%n, (i+2+2+3)%n)
		}) + "func log2(v slice, t tree, m maker, p pointer, c channel, s self, a array, n any2) {\n\tslog.Info(\"all\", \"v\", v, \"t\", t, \"m\", m, \"p\", p, \"c\", c, \"s\", s, \"a\", a, \"n\", n)\n}\n\n" +
		"func each(v slice) {\n\tlog.Print(v)\n\tfor _, w := range v {\n\t\teach(w)\n\t}\n}\n\n" +
		"func run(ctx context.Context, text string) error {\n\tvar v slice\n\tv = append(v, v)\n\tt := tree{}\n\tt[text] = t\n\tvar p pointer\n\tp = &p\n\tvar a array\n\ta[0] = &a\n\tc := make(channel)\n\tc <- c\n\tvar m maker\n\tm = m(m)\n\tlog2(v, t, m, p, c, nil, a, nil)\n\teach(v)\n\tvar all []any\n\tall = append(all, all, v)\n\tslog.Info(\"x\", all...)\n\tself := map[string]any{}\n\tself[\"self\"] = self\n\tif _, err := json.Marshal(self); err != nil {\n\t\treturn err\n\t}\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tvar v%d c%d\n\tv%d.next = &c%d{}\n\tfmt.Println(v%d)\n", i, i, i, (i+1)%n, i)
		}) + "\treturn last(ctx, text)\n}\n")
}

func embedded(n int) map[string]string {
	return single("type e0 struct{ text string }\n\nfunc (e *e0) Save(ctx context.Context) error { return last(ctx, e.text) }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("type e%d struct {\n\t*e%d\n\tother%d interface{ Load%d() error }\n}\n\nfunc (e *e%d) Own%d() error { return e.other%d.Load%d() }\n\n", i+1, i, i, i, i+1, i, i, i)
		}) + "type saver interface{ Save(context.Context) error }\n\nfunc run(ctx context.Context, text string) error {\n\tvar all []saver\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tall = append(all, &e%d{})\n", i+1) }) +
		"\tfor _, s := range all {\n\t\tif err := s.Save(ctx); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n")
}

func methods(n int) map[string]string {
	return single("type wide interface {\n" + each(n, func(i int) string { return fmt.Sprintf("\tM%d(ctx context.Context, text string) error\n", i) }) +
		"}\n\ntype impl struct{ w wide }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func (s *impl) M%d(ctx context.Context, text string) error {\n\tif text == \"\" {\n\t\treturn s.w.M%d(ctx, text)\n\t}\n\treturn last(ctx, text)\n}\n\n", i, (i+1)%n)
		}) + "func run(ctx context.Context, text string) error {\n\tvar w wide = &impl{}\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tif err := w.M%d(ctx, text); err != nil {\n\t\treturn err\n\t}\n", i)
		}) + "\treturn nil\n}\n")
}
