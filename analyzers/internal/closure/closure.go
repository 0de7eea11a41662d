// Package closure holds facts that are closed over the dependencies of a
// package: drivers that pass facts through files drop those of packages that
// only an implementation imports.
//
// In one process the parts are shared. Between processes they stay encoded
// until someone asks for them, so that passing a part on costs a copy: a
// package far up an import tree would otherwise decode and encode all below it.
package closure

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"sync"
)

// Set has the parts of a package and of all it depends on, one for each package
// that has something to tell. It refers to the sets of the dependencies: what is
// below many packages is in memory once.
type Set[T any] struct {
	parts map[string]*Part[T] // by import path
	below []*Set[T]
}

// Part is what one package tells.
type Part[T any] struct {
	mu    sync.Mutex
	value *T
	blob  []byte
}

// Of returns a part with that value, which must not change any more.
func Of[T any](value *T) *Part[T] { return &Part[T]{value: value} }

// Value returns what the package tells.
func (p *Part[T]) Value() *T {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.value == nil {
		p.value = new(T)
		if err := decode(p.blob, p.value); err != nil {
			panic(fmt.Sprintf("closure: facts of another build of lambdavet: %v", err)) // drivers key facts by the build
		}
	}
	return p.value
}

func (p *Part[T]) encoded() ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.blob == nil {
		blob, err := encode(p.value)
		if err != nil {
			return nil, err
		}
		p.blob = blob
	}
	return p.blob, nil
}

// Put adds the part of a package.
func (s *Set[T]) Put(path string, part *Part[T]) {
	if s.parts == nil {
		s.parts = make(map[string]*Part[T])
	}
	s.parts[path] = part
}

// Add takes over the parts of a dependency, which must not change any more.
func (s *Set[T]) Add(dependency *Set[T]) {
	if len(dependency.parts) > 0 {
		s.refer(dependency)
		return
	}
	for _, set := range dependency.below { // it has nothing to tell itself
		s.refer(set)
	}
}

func (s *Set[T]) refer(set *Set[T]) {
	if !slices.Contains(s.below, set) {
		s.below = append(s.below, set)
	}
}

// Empty reports whether nobody has anything to tell.
func (s *Set[T]) Empty() bool { return len(s.parts) == 0 && len(s.below) == 0 }

// All returns the parts by import path.
func (s *Set[T]) All() map[string]*Part[T] {
	all := make(map[string]*Part[T])
	s.collect(all, make(map[*Set[T]]bool))
	return all
}

func (s *Set[T]) collect(all map[string]*Part[T], seen map[*Set[T]]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	maps.Copy(all, s.parts)
	for _, set := range s.below {
		set.collect(all, seen)
	}
}

// Sorted returns the values ordered by import path.
func (s *Set[T]) Sorted() []*T {
	all := s.All()
	values := make([]*T, 0, len(all))
	for _, path := range slices.Sorted(maps.Keys(all)) {
		values = append(values, all[path].Value())
	}
	return values
}

// GobEncode writes the parts ordered by import path.
func (s *Set[T]) GobEncode() ([]byte, error) {
	var buf []byte
	all := s.All()
	for _, path := range slices.Sorted(maps.Keys(all)) {
		blob, err := all[path].encoded()
		if err != nil {
			return nil, err
		}
		buf = appendBytes(appendBytes(buf, []byte(path)), blob)
	}
	return buf, nil
}

// GobDecode reverses GobEncode; the parts stay encoded.
func (s *Set[T]) GobDecode(data []byte) error {
	data = bytes.Clone(data) // gob reuses its buffer
	for len(data) > 0 {
		path, rest, err := cutBytes(data)
		if err != nil {
			return err
		}
		blob, rest, err := cutBytes(rest)
		if err != nil {
			return err
		}
		s.Put(string(path), &Part[T]{blob: blob})
		data = rest
	}
	return nil
}

func appendBytes(buf, b []byte) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(b))), b...)
}

func cutBytes(data []byte) (b, rest []byte, err error) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return nil, nil, errors.New("truncated fact")
	}
	return data[size : size+int(n)], data[size+int(n):], nil
}

// level is the fastest one that uses the dictionary.
const level = 2

func encode[T any](value *T) ([]byte, error) {
	var buf bytes.Buffer
	w, err := flate.NewWriterDict(&buf, level, dictionaries[reflect.TypeFor[T]()])
	if err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(w).Encode(value); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func decode[T any](blob []byte, value *T) error {
	r := flate.NewReaderDict(bytes.NewReader(blob), dictionaries[reflect.TypeFor[T]()])
	defer r.Close()
	if err := gob.NewDecoder(r).Decode(value); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// dictionaries hold, by type, the description that gob puts before each value.
// They are written by initialisers only.
var dictionaries = make(map[reflect.Type][]byte)

// Register prepares T as the type of parts. Like gob.Register it is to be
// called from an initialiser: gob numbers types in the order in which it meets
// them, and initialisers run in the same order in all processes of one build.
func Register[T any]() {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(new(T)); err != nil {
		panic(err) // T cannot be encoded at all
	}
	dictionaries[reflect.TypeFor[T]()] = buf.Bytes()
}
