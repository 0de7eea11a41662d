package orders

import "database/sql"

func Save(name string) error {
	/* 注文🚀 */ db, err := sql.Open("pgx", name)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Ping()
}

func Both() {
	sql.Open("pgx", "a")
	sql.Open("pgx", "a")
}
