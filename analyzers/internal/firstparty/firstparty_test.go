package firstparty

import "testing"

func TestLocalFile(t *testing.T) {
	for _, test := range []struct {
		name, path string
		want       bool
	}{
		{"/usr/local/go/src/net/http/server.go", "net/http", false},
		{"/usr/local/go/src/fmt/print.go", "fmt", false},
		{"/usr/local/go/src/vendor/golang.org/x/net/idna/idna.go", "vendor/golang.org/x/net/idna", false},
		{"/go/pkg/mod/github.com/acme/orders@v1.2.3/db.go", "github.com/acme/orders", false},
		{"/home/me/orders/vendor/github.com/acme/db/db.go", "github.com/acme/db", false},
		{"/home/me/orders/db.go", "github.com/acme/orders", true},
		{"/home/me/src/orders/db.go", "example.com/orders", true},
		{"/home/me/orders/main.go", "command-line-arguments", true},
	} {
		if got := localFile(test.name, test.path); got != test.want {
			t.Errorf("localFile(%q, %q) = %t, want %t", test.name, test.path, got, test.want)
		}
	}
}

func TestOwned(t *testing.T) {
	owners := []string{"github.com/acme"}
	for path, want := range map[string]bool{
		"github.com/acme":            true,
		"github.com/acme/db":         true,
		"github.com/acmecorp/db":     false,
		"gitlab.example.com/acme/db": false,
	} {
		if got := owned(path, owners); got != want {
			t.Errorf("owned(%q) = %t, want %t", path, got, want)
		}
	}
}
