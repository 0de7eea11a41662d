package closure

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"slices"
	"testing"
)

type told struct {
	Path  string
	Names []string
	Next  []*told
}

func init() { Register[told]() }

func sample(n int) *Set[told] {
	s := new(Set[told])
	for i := range n {
		path := fmt.Sprintf("example.com/p%d", i)
		s.Put(path, Of(&told{Path: path, Names: []string{"a", path}, Next: []*told{{Path: "next"}}}))
	}
	return s
}

func transfer(t testing.TB, s *Set[told]) (*Set[told], int) {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(s); err != nil {
		t.Fatal(err)
	}
	size := buf.Len()
	got := new(Set[told])
	if err := gob.NewDecoder(&buf).Decode(got); err != nil {
		t.Fatal(err)
	}
	return got, size
}

func TestTransfer(t *testing.T) {
	got, _ := transfer(t, sample(3))
	got, _ = transfer(t, got) // encoded parts are passed on
	if n := len(got.All()); n != 3 {
		t.Fatalf("%d parts, want 3", n)
	}
	for i, v := range got.Sorted() {
		want := fmt.Sprintf("example.com/p%d", i)
		if v.Path != want || len(v.Names) != 2 || v.Names[1] != want || v.Next[0].Path != "next" {
			t.Errorf("part %d is %+v", i, v)
		}
	}
}

// What is below two packages is told once, whichever way leads to it; a package
// with nothing to tell passes on what is below it.
func TestShared(t *testing.T) {
	bottom := new(Set[told])
	bottom.Put("bottom", Of(&told{Path: "bottom"}))
	left, right, silent, top := new(Set[told]), new(Set[told]), new(Set[told]), new(Set[told])
	left.Add(bottom)
	left.Put("left", Of(&told{Path: "left"}))
	right.Add(bottom)
	right.Put("right", Of(&told{Path: "right"}))
	silent.Add(left)
	silent.Add(right)
	top.Add(silent)
	top.Add(right)
	var paths []string
	for _, v := range top.Sorted() {
		paths = append(paths, v.Path)
	}
	if want := []string{"bottom", "left", "right"}; !slices.Equal(paths, want) {
		t.Errorf("parts of %v, want %v", paths, want)
	}
	if top.Empty() || !new(Set[told]).Empty() {
		t.Error("Empty is wrong")
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
