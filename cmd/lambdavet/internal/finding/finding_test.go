package finding

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func TestDistinct(t *testing.T) {
	place := Position{"a.go", 3, 7}
	long := []Hop{{Message: "main.a calls b"}, {Message: "b calls c"}}
	short := []Hop{{Message: "main.z calls c"}}
	want := []Finding{
		{Rule: "dbconn", Message: "opens (main.z → c)", Pos: place, Hops: short},
		{Rule: "tmpfile", Message: "leaks", Pos: place},
		{Rule: "dbconn", Message: "opens", Pos: Position{"a.go", 3, 8}},
		{Rule: "dbconn", Message: "opens", Pos: Position{"a.go", 10, 1}},
		{Rule: "dbconn", Message: "opens", Pos: Position{"b.go", 1, 1}},
	}
	all := append(slices.Clone(want),
		Finding{Rule: "dbconn", Message: "opens (main.a → b → c)", Pos: place, Hops: long},
		Finding{Rule: "dbconn", Message: "opens (main.zz → c)", Pos: place, Hops: []Hop{{Message: "main.zz calls c"}}},
		Finding{Rule: "dbconn", Message: "opens", Pos: place, Suppressed: "it is a test"},
		Finding{Rule: "dbconn", Message: "opens", Pos: place, Advisory: true},
	)
	for range 20 {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := Distinct(slices.Clone(all)); !reflect.DeepEqual(got, want) {
			t.Fatalf("Distinct = %+v, want %+v", got, want)
		}
	}
}

func TestChain(t *testing.T) {
	f := Finding{Hops: []Hop{{Message: "main.handler calls orders.Save"}, {Message: "orders.Save calls db.Open"}}}
	if got, want := f.Chain(), []string{"main.handler", "orders.Save", "db.Open"}; !slices.Equal(got, want) {
		t.Errorf("Chain = %q, want %q", got, want)
	}
	f.Hops = []Hop{{Message: "declared here"}}
	if got := f.Chain(); got != nil {
		t.Errorf("Chain = %q for hops that are no calls, want none", got)
	}
}
