package catalog

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTables holds what the parser does not: order, sources, and names that must meet.
func TestTables(t *testing.T) {
	rows, err := parseAll(tables, grammar.check)
	if err != nil {
		t.Fatal(err)
	}
	closes := make(map[string]bool)
	for _, row := range rows {
		if row.Kind == Close {
			closes[row.Symbol] = true
		}
	}
	last := make(map[string]string) // by file and kind
	for _, row := range rows {
		key := row.File + " " + string(row.Kind)
		if row.Symbol <= last[key] {
			t.Errorf("%s:%d: %s stands after %s", row.File, row.Line, row.Symbol, last[key])
		}
		last[key] = row.Symbol
		if row.Source == "" {
			t.Errorf("%s:%d: no source", row.File, row.Line)
		}
		if symbol, ok := row.Value("closes"); ok && !closes[symbol] {
			t.Errorf("%s:%d: closes=%s has no close row", row.File, row.Line, symbol)
		}
	}
}

// TestKinds says which kinds have rows: all.
func TestKinds(t *testing.T) {
	for kind := range maps.Keys(grammars) {
		if len(Default().Rows(kind)) == 0 {
			t.Errorf("no row of kind %s", kind)
		}
	}
}

// TestWildcards forbids an exact row beside a wildcard that says the same.
func TestWildcards(t *testing.T) {
	for kind := range maps.Keys(grammars) {
		rows := Default().Rows(kind)
		for _, wild := range rows {
			if _, ok := wild.prefix(); !ok {
				continue
			}
			table := new(Table).With([]Row{wild})
			for _, row := range rows {
				if _, ok := table.Lookup(kind, row.Symbol); ok && row.Symbol != wild.Symbol && slices.Equal(row.Args, wild.Args) {
					t.Errorf("%s:%d: %s is covered by %s", row.File, row.Line, row.Symbol, wild.Symbol)
				}
			}
		}
	}
}

func TestDuplicateAcrossFiles(t *testing.T) {
	_, err := parseAll(fstest.MapFS{
		"tables/a.txt": {Data: []byte("exit os.Exit # a\n")},
		"tables/b.txt": {Data: []byte("# b\nexit os.Exit # b\n")},
	}, trust)
	if want := "b.txt:2: duplicate row exit os.Exit; the first is at a.txt:1"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestLookup(t *testing.T) {
	tests := []struct {
		kind   Kind
		symbol string
		want   string // symbol of the row, "" for none
	}{
		{Exit, "log.Fatalf", "log.Fatal*"},
		{Exit, "(*log.Logger).Fatal", "(*log.Logger).Fatal*"},
		{Exit, "log.Fatal.Inner", ""},
		{Exit, "os.Exit", "os.Exit"},
		{Panic, "os.Exit", ""},
		{Open, "database/sql.Open", "database/sql.Open"},
		{Open, "database/sql.Opener", ""},
		{EnvLocal, "AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_RUNTIME_API"},
	}
	for _, test := range tests {
		row, ok := Default().Lookup(test.kind, test.symbol)
		if row.Symbol != test.want || ok != (test.want != "") {
			t.Errorf("Lookup(%s, %s) = %q, %v; want %q", test.kind, test.symbol, row.Symbol, ok, test.want)
		}
	}
}

// TestFunc shows that a function is found as its symbol is, by rows of every form.
func TestFunc(t *testing.T) {
	table := new(Table).With(parse(t, `
exit p.Stop # exact
exit (*p.T).Stop # method
exit (*p.T).Fatal* # method with a wildcard
open (*p.T).O* # method with a wildcard
open q.Open # another package`))
	pkg := types.NewPackage("p", "p")
	recv := types.NewVar(0, pkg, "t", types.NewPointer(types.NewNamed(types.NewTypeName(0, pkg, "T", nil), types.NewStruct(nil, nil), nil)))
	for _, name := range []string{"Stop", "Fatal", "Fatalf", "Fat", "Open", "Close"} {
		for _, recv := range []*types.Var{nil, recv} {
			fn := types.NewFunc(0, pkg, name, types.NewSignatureType(recv, nil, nil, nil, nil, false))
			for _, kind := range []Kind{Exit, Open} {
				got, _ := table.Func(kind, fn)
				if want, _ := table.Lookup(kind, Symbol(fn)); got.Symbol != want.Symbol {
					t.Errorf("Func(%s, %s) = %q, want %q", kind, Symbol(fn), got.Symbol, want.Symbol)
				}
			}
		}
	}
}

func TestRowArguments(t *testing.T) {
	rows := parse(t, `
start p.Start 1
wrap (*p.T).Serve recv recover
open p.Open lazy closes=(*p.DB).Close
once p.Do 0 value`)
	if got := rows[0].Index(); got != 1 {
		t.Errorf("start: Index = %d, want 1", got)
	}
	if got := rows[1].Index(); got != Receiver || !rows[1].Has("recover") {
		t.Errorf("wrap: Index = %d, Has(recover) = %v", got, rows[1].Has("recover"))
	}
	if got, ok := rows[2].Value("closes"); got != "(*p.DB).Close" || !ok || !rows[2].Has("lazy") || rows[2].Has("eager") {
		t.Errorf("open: Value(closes) = %q, %v", got, ok)
	}
	if got := rows[3].Arg(0); got != "0" || rows[3].Arg(5) != "" {
		t.Errorf("once: Arg(0) = %q", got)
	}
}

// TestWith shows that a user's rows stand above the tables, which stay as they are.
func TestWith(t *testing.T) {
	user := parse(t, `
open example.com/team/db.ConnectRDS eager # ours
open example.com/team/db.Connect* lazy # ours
exit os.Exit event # ours`)
	table := Default().With(user)
	if row, ok := table.Lookup(Open, "example.com/team/db.ConnectRDS"); !ok || !row.Has("eager") {
		t.Errorf("exact row: %v, %v", row, ok)
	}
	if row, ok := table.Lookup(Open, "example.com/team/db.ConnectProxy"); !ok || !row.Has("lazy") {
		t.Errorf("wildcard row: %v, %v", row, ok)
	}
	if row, _ := table.Lookup(Exit, "os.Exit"); !row.Has("event") {
		t.Error("the user's row does not replace ours")
	}
	if row, _ := Default().Lookup(Exit, "os.Exit"); row.Has("event") {
		t.Error("With changed its receiver")
	}
	if n, m := len(Default().Rows(Open)), len(table.Rows(Open)); m != n+2 {
		t.Errorf("%d open rows, want %d", m, n+2)
	}
}

func TestSymbol(t *testing.T) {
	pkg := types.NewPackage("example.com/p", "p")
	param := types.NewTypeParam(types.NewTypeName(0, pkg, "T", nil), types.Universe.Lookup("any").Type())
	named := types.NewNamed(types.NewTypeName(0, pkg, "List", nil), types.NewStruct(nil, nil), nil)
	named.SetTypeParams([]*types.TypeParam{param})
	recvParam := types.NewTypeParam(types.NewTypeName(0, pkg, "T", nil), types.Universe.Lookup("any").Type())
	inst, err := types.Instantiate(nil, named, []types.Type{recvParam}, false)
	if err != nil {
		t.Fatal(err)
	}
	recv := types.NewVar(0, pkg, "l", inst)
	sig := types.NewSignatureType(recv, []*types.TypeParam{recvParam}, nil, nil, nil, false)
	named.AddMethod(types.NewFunc(0, pkg, "Add", sig))
	ints, err := types.Instantiate(nil, named, []types.Type{types.Typ[types.Int]}, false)
	if err != nil {
		t.Fatal(err)
	}
	method := ints.(*types.Named).Method(0)
	if got := Symbol(method); strings.Contains(got, "int") || !strings.HasSuffix(got, ").Add") {
		t.Errorf("Symbol = %q, want the generic method", got)
	}
}

func parse(t *testing.T, text string) []Row {
	t.Helper()
	rows, err := Parse("user.txt", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
