package sqltext

import "testing"

func TestClassify(t *testing.T) {
	tests := []struct {
		text string
		want Effect
	}{
		{"", Unknown},
		{"SELECT * FROM t", Reads},
		{"select n + 1 from t where n = n + 1", Reads},
		{"INSERT INTO t (a) VALUES (?)", Inserts},
		{"insert into t select * from u", Inserts},
		{"INSERT INTO t (a) VALUES ($1) RETURNING id", Inserts},
		{"INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING", Once},
		{"INSERT INTO t (a, n) VALUES ($1, 1) ON CONFLICT (a) DO UPDATE SET n = EXCLUDED.n", Repeatable},
		{"INSERT INTO t (a, n) VALUES ($1, 1) ON CONFLICT (a) DO UPDATE SET n = t.n + EXCLUDED.n", Adds},
		{"INSERT INTO t (a, n) VALUES ($1, 1) ON CONFLICT (a) DO UPDATE SET n = EXCLUDED.n + 1", Repeatable},
		{"INSERT IGNORE INTO t VALUES (?)", Once},
		{"INSERT OR REPLACE INTO t VALUES (?)", Repeatable},
		{"INSERT OR IGNORE INTO t VALUES (?)", Once},
		{"INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = VALUES(a)", Repeatable},
		{"INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE n = n + 1", Adds},
		{"INSERT INTO t SELECT ? WHERE NOT EXISTS (SELECT 1 FROM t WHERE a = ?)", Once},
		{"REPLACE INTO t VALUES (?)", Repeatable},
		{"UPDATE t SET a = $1 WHERE id = $2", Repeatable},
		{"UPDATE t SET n = n + $1 WHERE id = $2", Adds},
		{"UPDATE t SET b = 'n + 1', n = COALESCE(t.n, 0) + 1", Adds},
		{"UPDATE t SET tags = tags || $1", Adds},
		{"UPDATE t SET total = a + b", Repeatable},
		{"UPDATE t SET a = ? WHERE n = n + 1", Repeatable},
		{"UPDATE t SET `n` = `n` + 1", Adds},
		{"DELETE FROM t WHERE id = ?", Repeatable},
		{"WITH x AS (INSERT INTO t (a) VALUES ($1) RETURNING id) SELECT id FROM x", Inserts},
		{"WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x ON CONFLICT DO NOTHING", Once},
		{"-- note\n/* INSERT */ UPDATE t SET a = 1; UPDATE t SET n = n - 1", Adds},
		{"SELECT $tag$ INSERT INTO t $tag$", Reads},
		{"SELECT 'it''s; INSERT INTO t'", Reads},
		{"CREATE TABLE IF NOT EXISTS t (n int)", Repeatable},
		{"ünïcode", Unknown},
	}
	for _, test := range tests {
		if got := Classify(test.text); got != test.want {
			t.Errorf("Classify(%q) = %d, want %d", test.text, got, test.want)
		}
	}
}

func TestAddsInDocument(t *testing.T) {
	tests := map[string]bool{
		"ADD n :x":                             true,
		"SET a = :a ADD n :x":                  true,
		"SET n = n + :x":                       true,
		"SET n = if_not_exists(n, :zero) + :x": true,
		"SET l = list_append(l, :x)":           true,
		"SET #n = #n - :x, a = :a":             true,
		"SET a = :a, b = if_not_exists(b, :b)": false,
		"SET a = :a REMOVE b":                  false,
		"REMOVE a":                             false,
		"DELETE tags :t":                       false,
		"SET address = :add, add_on = :x":      false,
	}
	for expr, want := range tests {
		if got := AddsInDocument(expr); got != want {
			t.Errorf("AddsInDocument(%q) = %v", expr, got)
		}
	}
}

func TestTable(t *testing.T) {
	for text, want := range map[string]string{
		"DELETE FROM prices WHERE id = $1":       "prices",
		"insert into `shop`.`prices` (a) values": "shop.prices",
		"INSERT INTO ? VALUES (1)":               "",
		"UPDATE t SET a = 1":                     "",
		"INSERT INTO":                            "",
	} {
		if got := Table(text); got != want {
			t.Errorf("Table(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestIsCounter(t *testing.T) {
	for expr, want := range map[string]bool{"n + ?": true, "stock - 1": true, "NOW()": false, "?": false, "'a+b'": false} {
		if got := IsCounter(expr); got != want {
			t.Errorf("IsCounter(%q) = %v", expr, got)
		}
	}
}

func FuzzClassify(f *testing.F) {
	for _, seed := range []string{"INSERT INTO t VALUES ($1)", "UPDATE t SET n = n + 1", "WITH x AS (SELECT 1) DELETE", "'", "$a$", "/*", "((", "))"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Classify(text)
		AddsInDocument(text)
		IsCounter(text)
		if first, again := Classify(text), Classify(text); first != again {
			t.Errorf("%d, then %d", first, again)
		}
	})
}
