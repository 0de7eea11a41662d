// Package sqltext tells what a repeated SQL statement does. It reads the words
// of a statement, not its grammar: enough for PostgreSQL, MySQL and SQLite.
package sqltext

// Effect is what happens if a statement runs a second time.
type Effect uint8

// The effects, the worst last.
const (
	// Unknown: not a statement that this package can judge.
	Unknown Effect = iota
	// Reads: nothing is changed.
	Reads
	// Repeatable: the second run gives the same state.
	Repeatable
	// Once: the second run of an INSERT does nothing, and the number of rows tells.
	Once
	// Inserts: a second row.
	Inserts
	// Adds: a column is added to itself.
	Adds
)

// Classify returns the worst effect of the statements in text.
func Classify(text string) Effect {
	worst := Unknown
	for _, statement := range statements(words(text)) {
		worst = max(worst, classify(statement))
	}
	return worst
}

// statements splits at semicolons.
func statements(list []word) [][]word {
	var all [][]word
	start := 0
	for i, w := range list {
		if w.text == ";" && w.depth == 0 {
			all = append(all, list[start:i])
			start = i + 1
		}
	}
	return append(all, list[start:])
}

// classify judges one statement, and what stands in its WITH clauses.
func classify(s []word) Effect {
	effect := Unknown
	for i, w := range s {
		if w.quoted || !startsStatement(s, i) {
			continue
		}
		part := scope(s, i)
		switch w.text {
		case "select", "show", "explain", "values":
			effect = max(effect, Reads)
		case "insert":
			effect = max(effect, insert(part))
		case "update":
			effect = max(effect, update(part))
		case "delete", "replace", "merge", "upsert", "create", "alter", "drop", "truncate":
			effect = max(effect, Repeatable)
		}
	}
	return effect
}

// startsStatement reports whether the word at i begins a statement: at the
// start, behind a bracket, or behind the bracket that ends a WITH clause.
func startsStatement(s []word, i int) bool {
	if i == 0 {
		return true
	}
	before := s[i-1].text
	return before == "(" || before == ")" && s[0].text == "with" && s[i].depth == 0
}

// scope returns the words from i on that belong to the same statement.
func scope(s []word, i int) []word {
	for j := i; j < len(s); j++ {
		if s[j].depth < s[i].depth {
			return s[i:j]
		}
	}
	return s[i:]
}

// insert: a conflict clause or a condition makes the second run harmless,
// unless the clause adds.
func insert(s []word) Effect {
	switch {
	case follows(s, "insert", "ignore"), follows(s, "or", "ignore"), follows(s, "do", "nothing"):
		return Once
	case follows(s, "insert", "or"):
		return Repeatable
	case follows(s, "on", "conflict"), follows(s, "on", "duplicate"):
		if adds(s) {
			return Adds
		}
		return Repeatable
	case follows(s, "not", "exists"), follows(s, "if", "not"):
		return Once
	}
	return Inserts
}

func update(s []word) Effect {
	if adds(s) {
		return Adds
	}
	return Repeatable
}

// adds reports whether an assignment behind SET or UPDATE adds to its own column.
func adds(s []word) bool {
	set := false
	for i, w := range s {
		switch {
		case w.quoted:
		case w.text == "set", w.text == "update" && i > 0 && s[i-1].text == "key":
			set = true
		case w.text == "where" && w.depth == s[0].depth, w.text == "returning":
			set = false
		}
		if set && w.text == "=" && i > 0 && selfAdds(s[i-1].text, assigned(s, i)) {
			return true
		}
	}
	return false
}

// assigned returns the words of the expression behind the = at i.
func assigned(s []word, i int) []word {
	for j := i + 1; j < len(s); j++ {
		end := s[j].text == "," || !s[j].quoted && (s[j].text == "where" || s[j].text == "returning" || s[j].text == "from")
		if s[j].depth < s[i].depth || s[j].depth == s[i].depth && end {
			return s[i+1 : j]
		}
	}
	return s[i+1:]
}

// selfAdds reports whether an expression holds the column and an operator
// next to it: n + 1, t.n - $1, coalesce(n, 0) + 1, list || $1.
func selfAdds(column string, expr []word) bool {
	self, operator := false, false
	for i, w := range expr {
		switch w.text {
		case column:
			fresh := i > 1 && expr[i-1].text == "." && (expr[i-2].text == "excluded" || expr[i-2].text == "new") || i > 1 && expr[i-1].text == "(" && expr[i-2].text == "values"
			self = self || !fresh
		case "+", "-", "||", "array_append", "jsonb_insert", "concat", "json_array_append":
			operator = true
		}
	}
	return self && operator
}

// follows reports whether the words stand one after the other.
func follows(s []word, first, second string) bool {
	for i := 1; i < len(s); i++ {
		if s[i-1].text == first && s[i].text == second && !s[i].quoted {
			return true
		}
	}
	return false
}

// IsCounter reports whether an expression such as n + ? adds to what is there.
func IsCounter(expr string) bool {
	for _, w := range words(expr) {
		if w.text == "+" || w.text == "-" || w.text == "||" {
			return true
		}
	}
	return false
}

// AddsInDocument reports whether a DynamoDB update expression adds to what is
// stored: ADD n :x, SET n = n + :x, list_append.
func AddsInDocument(expr string) bool {
	list := words(expr)
	for i, w := range list {
		switch {
		case w.text == "add" && (i == 0 || list[i-1].text != "=" && list[i-1].text != "," && list[i-1].text != "."):
			return true
		case w.text == "list_append":
			return true
		case w.text == "=" && i > 0:
			if arithmetic(assignedInDocument(list[i+1:])) {
				return true
			}
		}
	}
	return false
}

// assignedInDocument returns the words of one value of a SET clause.
func assignedInDocument(list []word) []word {
	for i, w := range list {
		if w.depth == 0 && (w.text == "," || w.text == "set" || w.text == "remove" || w.text == "delete") {
			return list[:i]
		}
	}
	return list
}

func arithmetic(list []word) bool {
	for _, w := range list {
		if w.text == "+" || w.text == "-" {
			return true
		}
	}
	return false
}

// Unknowable is what stands for a part of a text that is not constant.
const Unknowable = " ? "

// Table returns the table that an INSERT or DELETE works on, "" if it is not plain.
func Table(text string) string {
	list := words(text)
	for i := 1; i < len(list); i++ {
		if keyword := list[i-1].text; !list[i-1].quoted && (keyword == "into" || keyword == "from") {
			return qualified(list[i:])
		}
	}
	return ""
}

// qualified joins schema.table.
func qualified(list []word) string {
	name := list[0].text
	for len(list) > 2 && list[1].text == "." {
		name += "." + list[2].text
		list = list[2:]
	}
	if name == "?" || name == "(" {
		return ""
	}
	return name
}

// Verb returns the first word of a statement in lower case.
func Verb(text string) string {
	if list := words(text); len(list) > 0 {
		return list[0].text
	}
	return ""
}
