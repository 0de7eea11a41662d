package idempotency

import (
	"go/constant"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/catalog"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
	"github.com/lambdavet/lambdavet/analyzers/internal/sqltext"
	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// marks returns what the call means for the protection of others.
func (s *site) marks() []rule.Candidate {
	if s.guards() {
		m := s.mark(guards)
		m.Notes = map[string]string{noteVerdict: s.verdict()}
		if keys := s.conditions(); len(keys) > 0 && !decided(keys) {
			m.Notes[noteCondition] = strings.Join(keys, conditionSeparator)
		}
		return []rule.Candidate{m}
	}
	if s.dropsAnswer() {
		return []rule.Candidate{s.mark(drops)}
	}
	store := s.store()
	if store == "" {
		return nil
	}
	m := s.mark(writes)
	if s.asks() {
		m.Kind = reads
	}
	m.Notes = map[string]string{noteStore: store, noteKey: s.origins(s.call.Common().Args...)}
	return []rule.Candidate{m}
}

// guards reports whether the call lets only the first of equal invocations
// pass, and says so.
func (s *site) guards() bool {
	if _, ok := s.Table.Func(catalog.Guard, s.callee); ok || s.fromLibrary() {
		return true
	}
	switch {
	case s.op != "":
		return len(s.conditions()) > 0
	case !s.known:
		return false
	}
	switch s.row.Arg(0) {
	case "sql":
		return s.insertsOnce()
	case "document":
		return strings.HasPrefix(s.callee.Name(), "Insert") && s.handlesDuplicates()
	case insert:
		return s.handlesDuplicates() || s.spared() && s.looksAtResult()
	case "redis":
		return s.setsIfAbsent()
	}
	return false
}

// verdict tells by what a guard says that it is not the first: by its error,
// or by its answer.
func (s *site) verdict() string {
	results := s.callee.Signature().Results()
	if s.op != "" || results.Len() == 1 && isVerdict(results.At(0).Type()) || s.handlesDuplicates() {
		return byError
	}
	switch s.row.Arg(0) {
	case "sql", insert:
		return byAnswer
	}
	if s.known || s.fromLibrary() {
		return byError
	}
	if row, ok := s.Table.Func(catalog.Guard, s.callee); ok && row.Has("answer") {
		return byAnswer
	}
	return byError
}

// fromLibrary: an idempotency library, or the program's own package for it.
func (s *site) fromLibrary() bool {
	pkg := s.callee.Pkg()
	if pkg == nil || pkg == s.fn.Pkg.Pkg {
		return false
	}
	return strings.Contains(pkg.Name(), "idempot") || s.op == "" && !s.Graph.Known(pkg) && strings.Contains(pkg.Path(), "idempot")
}

// onlyExists: attribute_exists holds the second time as well.
func (s *site) onlyExists(values []ssa.Value) bool {
	for _, v := range values {
		text, ok := s.text(v)
		if !ok || !strings.Contains(text, "attribute_exists") || strings.Contains(text, "attribute_not_exists") || strings.ContainsAny(text, "=<>") {
			return false
		}
	}
	return true
}

// insertsOnce: an insert that does nothing, or fails in a way that the
// function knows, where the row exists.
func (s *site) insertsOnce() bool {
	for _, v := range s.statements() {
		text, ok := s.text(v)
		if !ok {
			continue
		}
		switch sqltext.Classify(text) {
		case sqltext.Once:
			return s.looksAtResult()
		case sqltext.Inserts:
			return s.handlesDuplicates()
		}
	}
	return false
}

// looksAtResult: an insert that does nothing fails in no way; the number of
// rows tells, or that none is returned.
func (s *site) looksAtResult() bool {
	call, ok := s.call.(*ssa.Call)
	if !ok {
		return false
	}
	for _, ref := range *call.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Extract:
			if ref.Index == 0 && len(*ref.Referrers()) > 0 {
				return true
			}
		case *ssa.FieldAddr: // gorm
			if value.FieldName(ref) == "RowsAffected" {
				return true
			}
		case *ssa.Call: // row.Scan, command.RowsAffected
			return true
		}
	}
	return false
}

// setsIfAbsent: SET key value NX, SETNX.
func (s *site) setsIfAbsent() bool {
	for _, arg := range s.call.Common().Args {
		for text := range constants(arg) {
			if text == "NX" || text == "SETNX" {
				return true
			}
		}
	}
	return false
}

// handlesDuplicates reports whether the function knows the error of a row that
// exists already: then its insert tells the first run from the second.
func (s *site) handlesDuplicates() bool {
	for _, block := range s.fn.Blocks {
		for _, instr := range block.Instrs {
			for _, op := range instr.Operands(nil) {
				if *op != nil && knowsDuplicate(*op) {
					return true
				}
			}
		}
	}
	return false
}

func knowsDuplicate(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return false
		}
		switch v.Value.Kind() {
		case constant.String:
			text := constant.StringVal(v.Value)
			return text == "23505" || text == "unique_violation" || strings.Contains(text, "duplicate key") || strings.Contains(text, "UNIQUE constraint")
		case constant.Int:
			return v.Value.ExactString() == "1062"
		}
	case *ssa.Function:
		return strings.Contains(v.Name(), "Duplicate") || strings.Contains(v.Name(), "UniqueViolation") || strings.Contains(v.Name(), "ConstraintError")
	case *ssa.Global:
		return strings.HasPrefix(v.Name(), "ErrDup") || strings.HasPrefix(v.Name(), "ErrUnique")
	}
	return false
}

// store returns the client of a database, cache or bucket that is called, "" for others.
func (s *site) store() string {
	switch {
	case s.service == "dynamodb" || s.service == "s3":
		return s.service
	case s.op != "" || s.callee.Pkg() == nil:
		return ""
	case s.known && s.row.Symbol == "":
		return "sql" // an interface over a database
	}
	return stores()[s.callee.Pkg().Path()]
}

// stores maps the packages of clients of databases and caches to what they
// store in: a record that goes into a pool comes out of a transaction.
var stores = sync.OnceValue(func() map[string]string {
	packages := make(map[string]string)
	for _, row := range catalog.Default().Rows(catalog.Repeat) {
		path := packageOf(row.Symbol)
		switch row.Arg(0) {
		case send, start, create, "http":
		case "sql":
			packages[path] = "sql"
		default:
			if packages[path] == "" {
				packages[path] = path
			}
		}
	}
	return packages
})

func packageOf(symbol string) string {
	if recv, _, ok := strings.Cut(symbol, ")."); ok {
		symbol = strings.TrimLeft(recv, "(*")
		symbol, _, _ = strings.Cut(symbol, "[")
	}
	if i := strings.LastIndexByte(symbol, '.'); i >= 0 {
		return symbol[:i]
	}
	return symbol
}

// asking are the verbs of calls that read from a store.
var asking = []string{"BatchGet", "Count", "Do", "Exists", "Find", "First", "Get", "HExists", "HGet", "Has", "Head", "Last", "Load", "MGet", "Query", "SIsMember", "Scan", "Select", "Take"}

// asks reports whether a call of a store reads. What a statement or a command does stands in its text.
func (s *site) asks() bool {
	if s.op == "" && s.known {
		for _, v := range s.statements() {
			if text, ok := s.text(v); ok {
				verb := sqltext.Verb(text)
				return verb == "select" || verb == "with" || verb == "get" || verb == "exists"
			}
		}
	}
	name := s.callee.Name()
	if s.op != "" {
		name = s.op
	}
	return slices.ContainsFunc(asking, func(verb string) bool { return strings.HasPrefix(name, verb) })
}
