package closure

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"testing"
)

type told struct {
	Path  string
	Names []string
	Next  []*told
}

func init() { Register[told]() }

func sample(n int) Set[told] {
	s := make(Set[told])
	for i := range n {
		path := fmt.Sprintf("example.com/p%d", i)
		s[path] = Of(&told{Path: path, Names: []string{"a", path}, Next: []*told{{Path: "next"}}})
	}
	return s
}

func transfer(t testing.TB, s Set[told]) (Set[told], int) {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(s); err != nil {
		t.Fatal(err)
	}
	size := buf.Len()
	var got Set[told]
	if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got, size
}

func TestTransfer(t *testing.T) {
	got, _ := transfer(t, sample(3))
	got, _ = transfer(t, got) // encoded parts are passed on
	if len(got) != 3 {
		t.Fatalf("%d parts, want 3", len(got))
	}
	for i, v := range got.Sorted() {
		want := fmt.Sprintf("example.com/p%d", i)
		if v.Path != want || len(v.Names) != 2 || v.Names[1] != want || v.Next[0].Path != "next" {
			t.Errorf("part %d is %+v", i, v)
		}
	}
}

func TestDeterministic(t *testing.T) {
	a, err := sample(20).GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	b, _ := sample(20).GobEncode()
	if !bytes.Equal(a, b) {
		t.Error("equal sets are encoded differently")
	}
}

func TestTruncated(t *testing.T) {
	data, err := sample(2).GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	var s Set[told]
	if err := s.GobDecode(data[:len(data)-1]); err == nil {
		t.Error("a truncated fact was accepted")
	}
}

// A part costs little more than what it says: type descriptions are not repeated.
func TestSize(t *testing.T) {
	_, size := transfer(t, sample(100))
	const budget = 80
	if size > 100*budget {
		t.Errorf("100 parts take %d bytes, want at most %d each", size, budget)
	}
}
