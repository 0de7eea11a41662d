package pathological

import (
	"fmt"
	"strings"
)

// functions are programs with one function that is the difficulty.
var functions = []Shape{
	{"statements", "statements with a branch in one function", 20000, 1000, statements},
	{"block", "calls in one block", 20000, 1000, block},
	{"switch", "cases of a switch, and of a type switch", 2000, 300, cases},
	{"nested", "if statements, each inside the one before", 1000, 100, nested},
	{"loops", "loops that hand variables on to each other", 2000, 200, loops},
	{"towers", "loops, each inside the one before", 100, 20, towers},
	{"defers", "deferred calls that recover", 3000, 200, defers},
	{"lazy", "variables that are set once, behind a nil check", 2000, 200, lazy},
	{"variables", "package variables, each kept from the event by one function and read by another", 3000, 200, variables},
	{"readers", "levels of two functions that read a variable, each calling both of the next", 1000, 100, readers},
	{"shared", "functions that send, print and query through package variables", 2000, 100, shared},
	{"text", "parts of a text that is put together step by step", 5000, 300, text},
	{"doubled", "assignments of a text to itself, twice: 2^N parts", 200, 60, doubled},
	{"literal", "elements of a composite literal with functions in it", 20000, 1000, literal},
	{"clients", "defects in one function", 1000, 150, clients},
	{"constants", "operands of constant expressions", 3000, 300, constants},
}

func statements(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tcount := len(text)\n" +
		each(n, func(i int) string {
			switch i % 4 {
			case 0:
				return fmt.Sprintf("\tif count > %d {\n\t\tcount--\n\t}\n", i)
			case 1:
				return fmt.Sprintf("\tif err := step(ctx, text, %d); err != nil {\n\t\treturn err\n\t}\n", i)
			case 2:
				return fmt.Sprintf("\tcount += %d\n", i)
			}
			return "\ttext += \"x\"\n"
		}) + "\treturn last(ctx, text)\n}\n\nfunc step(ctx context.Context, text string, n int) error {\n\t_, err := db.ExecContext(ctx, \"UPDATE t SET n = $1 WHERE text = $2\", n, text)\n\treturn err\n}\n")
}

func block(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string {
			switch i % 3 {
			case 0:
				return fmt.Sprintf("\tv%d := fmt.Sprint(text, %d)\n\t_ = v%d\n", i, i, i)
			case 1:
				return fmt.Sprintf("\tslog.InfoContext(ctx, v%d)\n", i-1)
			}
			return fmt.Sprintf("\t_ = last(ctx, v%d)\n", i-2)
		}) + "\treturn nil\n}\n")
}

func cases(n int) map[string]string {
	return single(each(n, func(i int) string { return fmt.Sprintf("type t%d struct{ text string }\n", i) }) +
		"\nfunc run(ctx context.Context, text string) error {\n\tvar x any = text\n\tswitch text {\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tcase \"c%d\":\n\t\tx = t%d{text}\n\t\tif err := last(ctx, text); err != nil {\n\t\t\treturn err\n\t\t}\n", i, i)
		}) + "\t}\n\tswitch x := x.(type) {\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tcase t%d:\n\t\treturn last(ctx, x.text)\n", i) }) + "\t}\n\treturn nil\n}\n")
}

func nested(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tcount := len(text)\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("if db != nil && count > %d {\ncount++\nif err := last(ctx, text); err != nil {\nreturn err\n}\n", i)
		}) + strings.Repeat("}\n", n) + "\treturn nil\n}\n")
}

func loops(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\ta, b, c, f := text, text, \"c\", last\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tfor a != \"%d\" {\n\t\ta, b, c = b, c+a, a\n\t\tif len(b) > %d {\n\t\t\ta, b = b, a\n\t\t\tcontinue\n\t\t}\n\t\tif err := f(ctx, c); err != nil {\n\t\t\tbreak\n\t\t}\n\t}\n", i, i)
		}) + "\treturn last(ctx, a+b+c)\n}\n")
}

func towers(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\ta, b := text, \"\"\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("for i%d := range len(a) {\nif i%d > 3 {\na, b = b, a+\"x\"\n}\n", i, i)
		}) + "if err := last(ctx, a+b); err != nil {\nreturn err\n}\n" + strings.Repeat("}\n", n) + "\treturn last(ctx, a)\n}\n")
}

func defers(n int) map[string]string {
	return single("func run(ctx context.Context, text string) (err error) {\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\terr = fmt.Errorf(\"%d: %%v\", r)\n\t\t}\n\t}()\n\tif err := last(ctx, text); err != nil {\n\t\treturn err\n\t}\n", i)
		}) + "\treturn nil\n}\n")
}

func lazy(n int) map[string]string {
	return single("var (\n" + each(n, func(i int) string { return fmt.Sprintf("\tdb%d *sql.DB\n", i) }) +
		")\n\nfunc run(ctx context.Context, text string) error {\n\tvar err error\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tif db%d == nil {\n\t\tif db%d, err = sql.Open(\"postgres\", text); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n", i, i)
		}) + "\treturn last(ctx, text)\n}\n")
}

func variables(n int) map[string]string {
	return single("var (\n" + each(n, func(i int) string { return fmt.Sprintf("\tv%d string\n", i) }) + ")\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func keep%d(text string) { v%d = text }\n\nfunc read%d() string { return v%d }\n\n", i, i, i, i)
		}) + "func run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tkeep%d(text)\n\ttext += read%d()\n", i, i) }) +
		"\treturn last(ctx, text)\n}\n")
}

// readers: whether the variable is assigned before each read depends on every
// function above it.
func readers(n int) map[string]string {
	level := func(i int) string {
		body := fmt.Sprintf("\tif current == text {\n\t\treturn a%d(ctx, text)\n\t}\n\treturn b%d(ctx, text)\n", i+1, i+1)
		return fmt.Sprintf("func a%d(ctx context.Context, text string) error {\n%s}\n\nfunc b%d(ctx context.Context, text string) error {\n%s}\n\n", i, body, i, body)
	}
	return single("var current string\n\nfunc run(ctx context.Context, text string) error {\n\tcurrent = text\n\tif text == \"\" {\n\t\treturn b0(ctx, text)\n\t}\n\treturn a0(ctx, text)\n}\n\n" + each(n, level) +
		fmt.Sprintf("func a%d(ctx context.Context, text string) error { return last(ctx, text+current) }\n\nfunc b%d(ctx context.Context, text string) error { return last(ctx, current) }\n", n, n))
}

func shared(n int) map[string]string {
	files := single("var out io.Writer = os.Stdout\n\nvar client = &http.Client{}\n\nvar (\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tq%d = \"UPDATE t SET n = n + 1 WHERE id = %d\"\n", i, i) }) + ")\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func f%d() error {\n\tfmt.Fprintln(out, os.Args)\n\tif _, err := client.Get(os.Args[0]); err != nil {\n\t\treturn err\n\t}\n\t_, err := db.Exec(q%d)\n\treturn err\n}\n\n", i, i)
		}) + "func run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string { return fmt.Sprintf("\tif err := f%d(); err != nil {\n\t\treturn err\n\t}\n", i) }) +
		"\treturn last(ctx, text)\n}\n")
	files["main.go"] = strings.Replace(files["main.go"], "\t\"fmt\"\n", "\t\"fmt\"\n\t\"io\"\n\t\"net/http\"\n", 1)
	return files
}

func text(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tquery := \"INSERT INTO t VALUES (\"\n\tpath := \"/tmp/\"\n" +
		each(n, func(i int) string {
			if i%2 == 0 {
				return fmt.Sprintf("\tquery += fmt.Sprint(\"%d\", text) + \",\"\n\tpath = path + \"%d\"\n", i, i)
			}
			return fmt.Sprintf("\tif len(text) > %d {\n\t\tquery += \"(\" + query[%d:]\n\t\tpath += text\n\t}\n", i, i%3)
		}) + "\tif _, err := db.ExecContext(ctx, query); err != nil {\n\t\treturn err\n\t}\n\treturn os.WriteFile(path, []byte(query), 0o600)\n}\n")
}

func doubled(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n\tpath, fixed := \"/tmp/\"+text, \"/tmp/a\"\n" +
		each(n, func(i int) string {
			if i%2 == 0 {
				return "\tpath = path + path\n\tfixed += fixed\n"
			}
			return "\tpath = replace(path, path)\n"
		}) + "\tif err := os.WriteFile(fixed, nil, 0o600); err != nil {\n\t\treturn err\n\t}\n\tif _, err := os.Create(w0(path)); err != nil {\n\t\treturn err\n\t}\n\treturn last(ctx, path)\n}\n\nfunc replace(a, b string) string { return fmt.Sprintf(\"%s-%s\", a, b) }\n\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("func w%d(path string) string { return w%d(path + path) }\n\n", i, i+1)
		}) + fmt.Sprintf("func w%d(path string) string { return path }\n", n))
}

func literal(n int) map[string]string {
	return single("type entry struct {\n\tname string\n\tsize int\n\tdo func(context.Context, string) error\n}\n\nvar entries = []entry{\n" +
		each(n, func(i int) string { return fmt.Sprintf("\t{\"%d\", %d, last},\n", i, i) }) +
		"}\n\nfunc run(ctx context.Context, text string) error {\n\tlocal := map[string]entry{\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\t\t\"%d\": {text, %d, func(context.Context, string) error { return errFull }},\n", i, i)
		}) + "\t}\n\tif e, ok := local[text]; ok {\n\t\treturn e.do(ctx, e.name)\n\t}\n\treturn entries[len(text)].do(ctx, text)\n}\n")
}

func clients(n int) map[string]string {
	return single("func run(ctx context.Context, text string) error {\n" +
		each(n, func(i int) string {
			return fmt.Sprintf("\tdb%d, err := sql.Open(\"postgres\", text)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tif _, err := db%d.ExecContext(ctx, \"INSERT INTO t VALUES (%d)\"); err != nil {\n\t\treturn err\n\t}\n\tif err := os.WriteFile(\"/tmp/%d\", nil, 0o600); err != nil {\n\t\tpanic(err)\n\t}\n", i, i, i, i)
		}) + "\treturn nil\n}\n")
}

func constants(n int) map[string]string {
	return single("const number = 1" + each(n, func(i int) string { return fmt.Sprintf(" + 1<<%d - 1<<%d", i%500, i%500) }) +
		"\n\nconst query = \"INSERT INTO t VALUES (0)\"" + each(n, func(i int) string { return fmt.Sprintf(" +\n\t\", (%d)\"", i) }) +
		"\n\nfunc run(ctx context.Context, text string) error {\n\tif len(text) == number {\n\t\treturn errFull\n\t}\n\t_, err := db.ExecContext(ctx, query+text)\n\treturn err\n}\n")
}
