package catalog

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	rows, err := Parse("t.txt", strings.NewReader(`
# A comment of its own line.
	open  database/sql.Open  lazy closes=(*database/sql.DB).Close   # Go 1.26

close (gorm.io/gorm.CreateInterface[T any]).Create
exit github.com/satori/go.uuid.Fail*#no blank
env-local MY_LOCAL # team wiki`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{
		{Open, "database/sql.Open", []string{"lazy", "closes=(*database/sql.DB).Close"}, "Go 1.26", "t.txt", 3},
		{Close, "(gorm.io/gorm.CreateInterface[T any]).Create", nil, "", "t.txt", 5},
		{Exit, "github.com/satori/go.uuid.Fail*", nil, "no blank", "t.txt", 6},
		{EnvLocal, "MY_LOCAL", nil, "team wiki", "t.txt", 7},
	}
	if len(rows) != len(want) {
		t.Fatalf("got %d rows, want %d: %v", len(rows), len(want), rows)
	}
	for i, row := range rows {
		w := want[i]
		if row.Kind != w.Kind || row.Symbol != w.Symbol || strings.Join(row.Args, " ") != strings.Join(w.Args, " ") ||
			row.Source != w.Source || row.File != w.File || row.Line != w.Line {
			t.Errorf("row %d = %+v, want %+v", i, row, w)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown kind", "opne p.Open", `t.txt:1: unknown kind "opne"; allowed are ` + kinds()},
		{"no symbol", "open", `t.txt:1: open needs a symbol; the form is open SYMBOL [eager|lazy] [closes=SYMBOL]`},
		{"missing argument", "start p.Start", `t.txt:1: start needs HANDLERARG: a parameter position counted from 0, or recv; the form is start SYMBOL HANDLERARG [recover] [local] [checked]`},
		{"bad argument", "start p.Start first", `t.txt:1: bad HANDLERARG "first": it must be a parameter position counted from 0, or recv; the form is start SYMBOL HANDLERARG [recover] [local] [checked]`},
		{"sign", "once p.Do +1", `t.txt:1: bad ARG "+1": it must be a parameter position counted from 0; the form is once SYMBOL ARG [value]`},
		{"missing source name", "event p.Event sync", `t.txt:1: event needs SOURCE: one word, such as SQS; the form is event TYPE MODEL SOURCE`},
		{"bad model", "event p.Event push SQS", `t.txt:1: bad MODEL "push": it must be async, poll or sync; the form is event TYPE MODEL SOURCE`},
		{"event of a function", "event (p.T).M sync SQS", `t.txt:1: bad symbol "(p.T).M": it must be a type with its package path, such as github.com/aws/aws-lambda-go/events.SQSEvent; the form is event TYPE MODEL SOURCE`},
		{"bad symbol", "exit Exit", `t.txt:1: bad symbol "Exit": it must be a function or method as go/types prints it, such as database/sql.Open or (*database/sql.DB).Close; the form is exit SYMBOL [event]`},
		{"bare wildcard", "exit log.*", `t.txt:1: bad symbol "log.*": it must be a function or method as go/types prints it, such as database/sql.Open or (*database/sql.DB).Close; the form is exit SYMBOL [event]`},
		{"inner wildcard", "exit log*.Fatal", `t.txt:1: bad symbol "log*.Fatal": it must be a function or method as go/types prints it, such as database/sql.Open or (*database/sql.DB).Close; the form is exit SYMBOL [event]`},
		{"unknown option", "exit os.Exit now", `t.txt:1: exit: unknown argument "now"; the form is exit SYMBOL [event]`},
		{"unknown key", "open p.Open close=p.Close", `t.txt:1: open: unknown argument "close=p.Close"; the form is open SYMBOL [eager|lazy] [closes=SYMBOL]`},
		{"bad value", "open p.Open closes=Close", `t.txt:1: open: bad closes "Close": it must be a function or method as go/types prints it, such as database/sql.Open or (*database/sql.DB).Close; the form is open SYMBOL [eager|lazy] [closes=SYMBOL]`},
		{"contradiction", "open p.Open lazy eager", `t.txt:1: open: "eager" contradicts or repeats an earlier argument; the form is open SYMBOL [eager|lazy] [closes=SYMBOL]`},
		{"repetition", "must p.Must on=a on=b", `t.txt:1: must: "on=b" contradicts or repeats an earlier argument; the form is must SYMBOL [const-ok] [on=CAUSE]`},
		{"bad target", "recover p.R call=next", `t.txt:1: recover: bad call "next": it must be a parameter position counted from 0, args, result or recv; the form is recover SYMBOL [call=TARGET]`},
		{"bad variable", "env-local MY-LOCAL", `t.txt:1: bad symbol "MY-LOCAL": it must be the name of an environment variable; the form is env-local NAME`},
		{"duplicate", "exit p.Exit\n\nexit p.Exit event", `t.txt:3: duplicate row exit p.Exit; the first is at t.txt:1`},
		{"two errors", "nothing\nexit\n", "t.txt:1: unknown kind \"nothing\"; allowed are " + kinds() + "\nt.txt:2: exit needs a symbol; the form is exit SYMBOL [event]"},
		{"long line", "# x\n#" + strings.Repeat("x", 1<<17), "t.txt:2: bufio.Scanner: token too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, err := Parse("t.txt", strings.NewReader(test.text))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if rows != nil {
				t.Errorf("rows beside an error: %v", rows)
			}
		})
	}
}

// FuzzParse: a table parses to rows that print and parse again to the same, or to an error
// that names a line.
func FuzzParse(f *testing.F) {
	f.Add("open database/sql.Open lazy closes=(*database/sql.DB).Close # Go 1.26\n")
	f.Add("start p.Start 0\nwrap (*p.T).Serve recv recover # x\n# y\n")
	f.Add("close (gorm.io/gorm.CreateInterface[T any]).Create\nexit log.Fatal*")
	f.Add("event p.E poll SQS\nenv-local A_B\nonce sync.Once 0 value")
	f.Add("open [ ] p.O ]\x00\xff #")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := Parse("f.txt", strings.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.txt:") {
				t.Fatalf("error without a position: %v", err)
			}
			return
		}
		new(Table).With(rows)
		var printed strings.Builder
		for _, row := range rows {
			printed.WriteString(strings.Join(append([]string{string(row.Kind), row.Symbol}, row.Args...), " ") + " # " + row.Source + "\n")
		}
		again, err := Parse("f.txt", strings.NewReader(printed.String()))
		if err != nil || len(again) != len(rows) {
			t.Fatalf("printed rows do not parse: %v\n%s", err, printed.String())
		}
	})
}
