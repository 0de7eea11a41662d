package sqltext

// Cypher returns what a repeated Cypher query does: CREATE makes another node or
// relationship, SET n.x = n.x + 1 adds. MERGE finds what is there, and a query
// that asks whether something is not there knows what it does.
func Cypher(text string) Effect {
	list := words(text)
	effect, asks, set := Unknown, false, false
	for i, w := range list {
		switch {
		case w.quoted:
		case w.text == "not":
			asks = true
		case w.text == "create" && makes(list[i+1:]) && !asks:
			effect = max(effect, Inserts)
		case set && w.text == "=" && increases(list, i):
			effect = max(effect, Adds)
		}
		if startsClause(w) {
			set = w.text == "set"
			effect = max(effect, Repeatable)
		}
	}
	return effect
}

// makes tells CREATE (n), and CREATE p = (n), from CREATE INDEX and ON CREATE SET.
func makes(rest []word) bool {
	if len(rest) > 2 && rest[1].text == "=" {
		rest = rest[2:]
	}
	return len(rest) > 0 && rest[0].text == "("
}

func startsClause(w word) bool {
	if w.quoted {
		return false
	}
	switch w.text {
	case "match", "merge", "create", "set", "remove", "delete", "detach", "where", "with", "return", "unwind", "call", "on", "foreach":
		return true
	}
	return false
}

// increases reports whether the = at i assigns n.x something that holds n.x
// and is added to: n.x + 1, coalesce(n.x, 0) - $n.
func increases(list []word, i int) bool {
	if i < 3 || list[i-2].text != "." {
		return false
	}
	owner, name := list[i-3].text, list[i-1].text
	self, operator := false, false
	for j, w := range list[i+1:] {
		expr := list[i+1:]
		if startsClause(w) || w.depth < list[i].depth || w.text == "," && w.depth == list[i].depth {
			break
		}
		self = self || w.text == name && j > 1 && expr[j-1].text == "." && expr[j-2].text == owner
		operator = operator || w.text == "+" || w.text == "-"
	}
	return self && operator
}
