package secretlog

import (
	"go/types"
	"slices"
	"strings"
	"unicode"

	"github.com/lambdavet/lambdavet/analyzers/internal/value"
)

// words splits DB_PASSWORD, dbPassword and APIKey into upper-case words.
func words(name string) []string {
	var list []string
	runes := []rune(name)
	start := 0
	flush := func(end int) {
		if end > start {
			list = append(list, strings.ToUpper(string(runes[start:end])))
		}
	}
	for i, r := range runes {
		switch {
		case r == '_' || r == '-' || r == '.' || r == '/':
			flush(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			flush(i)
			start = i
		}
	}
	flush(len(runes))
	return list
}

// secretWords make a name that of a secret, unless harmlessEnds follow: the
// name, the ARN or the age of a secret is none.
var (
	secretWords  = []string{"PASSWORD", "PASSWD", "PWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "APIKEY", "DSN", "CREDENTIALS", "AUTHORIZATION", "JWT"}
	secretPairs  = []string{"API KEY", "DATABASE URL", "PRIVATE KEY", "SIGNING KEY", "CONNECTION STRING"}
	harmlessEnds = []string{
		"ARN", "NAME", "ID", "PATH", "PREFIX", "TYPE", "URL", "URI", "TTL", "EXPIRY", "EXPIRES", "EXPIRATION", "AT", "IN", "COUNT", "LENGTH", "LEN", "SIZE", "TABLE",
		"PARAM", "PARAMETER", "VERSION", "ISSUER", "ENDPOINT", "REGION", "FILE", "ALIAS", "STAGE", "MANAGER", "ENABLED", "POLICY", "USE", "STATUS", "ERROR", "HASH",
		"LIFETIME", "DURATION", "TIMEOUT", "AUDIENCE", "SCOPE", "SCOPES", "REQUIRED", "FIELD", "HEADER", "HOST", "MODE", "BUCKET", "LOCATION",
	}
	// harmlessTokens come before TOKEN where it is a cursor or a dedup id.
	harmlessTokens = []string{"NEXT", "PAGE", "PAGINATION", "CONTINUATION", "CLIENT", "REQUEST", "IDEMPOTENCY", "START", "STARTING", "CANCEL", "SYNC", "SCROLL", "TASK", "MARKER"}
)

// secretName reports whether a variable, header or field of that name holds a secret.
func secretName(name string) bool {
	list := words(name)
	if strings.Join(list, "_") == "AWS_ACCESS_KEY_ID" {
		return true
	}
	for _, pair := range secretPairs {
		if strings.HasSuffix(" "+strings.Join(list, " "), " "+pair) {
			return true
		}
	}
	if len(list) == 0 || slices.Contains(harmlessEnds, list[len(list)-1]) {
		return false
	}
	for i, w := range list {
		if w == "TOKEN" && i > 0 && slices.Contains(harmlessTokens, list[i-1]) {
			return false
		}
	}
	return slices.ContainsFunc(list, func(w string) bool { return slices.Contains(secretWords, w) })
}

// secretHeader reports whether an HTTP header proves who its sender is.
func secretHeader(name string) bool {
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-amz-security-token", "x-auth-token", "x-access-token":
		return true
	}
	return secretName(name)
}

// isText reports whether values of t, or what they point to, are strings or bytes.
func isText(t types.Type) bool {
	t = value.Deref(t)
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}
