package sqltext

import "testing"

func TestCypher(t *testing.T) {
	for text, want := range map[string]Effect{
		"":                                    Unknown,
		"MATCH (n) RETURN n":                  Repeatable,
		"CREATE (n:Order {id: $id})":          Inserts,
		"create (a)-[:HAS]->(b)":              Inserts,
		"CREATE p = (a)-[:HAS]->(b)":          Inserts,
		"MATCH (a), (b) CREATE (a)-[:R]->(b)": Inserts,
		"MERGE (n:Order {id: $id}) ON CREATE SET n.at = $at":                       Repeatable,
		"MERGE (n {id: $id}) ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1":     Adds,
		"MATCH (n {id: $id}) SET n.body = $b, n.c = coalesce(n.c, 0) + $n":         Adds,
		"MATCH (n), (m) SET n.c = m.c + 1":                                         Repeatable,
		"MATCH (n {id: $id}) SET n += $props RETURN n.c + 1":                       Repeatable,
		"MATCH (n) WHERE n.c = n.c + 1 SET n.a = 1":                                Repeatable,
		"MATCH (a), (b) WHERE NOT (a)-[:R]->(b) CREATE (a)-[:R]->(b)":              Repeatable,
		"CREATE CONSTRAINT orders IF NOT EXISTS FOR (n:Order) REQUIRE n.id UNIQUE": Repeatable,
		"CREATE INDEX names FOR (n:Name) ON (n.text)":                              Repeatable,
		"MATCH (n {text: 'CREATE (n)'}) RETURN n":                                  Repeatable,
	} {
		if got := Cypher(text); got != want {
			t.Errorf("Cypher(%q) = %d, want %d", text, got, want)
		}
	}
}

func FuzzCypher(f *testing.F) {
	for _, seed := range []string{"MERGE (n {id: $id}) ON MATCH SET n.c = n.c + 1", "CREATE (a)-[:R]->(b)", "SET n.c = coalesce(", "MATCH (n {t: '"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if first, again := Cypher(text), Cypher(text); first != again {
			t.Errorf("%d, then %d", first, again)
		}
	})
}
