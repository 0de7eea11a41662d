package secretlog

// secret is what a log line must not hold.
type secret struct {
	kind string
	name string
}

// isInput reports whether it is what users sent, and no secret of the program.
func (s *secret) isInput() bool { return s.isMessage() || s.kind == "body" }

// isMessage reports whether it came out of a queue, topic, stream or table.
func (s *secret) isMessage() bool { return s.kind == "payload" || s.kind == "payload-field" }

// text completes the sentence "log.Print logs …".
func (s *secret) text() string {
	switch s.kind {
	case "environment":
		return "the whole environment, the role's credentials included: who reads the logs can use them; log single variables"
	case "variable":
		return "$" + s.name + ": who reads the logs has the secret; log whether it is set, not its value"
	case "request":
		return "the whole " + s.name + ": Authorization, cookies and the body end up in CloudWatch; log single fields"
	case "authorization", "authorization-field":
		return s.name + ": the caller's token ends up in CloudWatch and can be used again; log who it was"
	case "payload", "payload-field":
		return s.name + ", the whole payload: what users sent stays in CloudWatch in clear text; log ids"
	case "body":
		return s.name + ", the whole body: passwords and personal data stay in CloudWatch in clear text; log single fields"
	case "headers":
		return "all headers: Authorization and cookies end up in CloudWatch and can be used again; log the ones you need"
	case "header":
		return "the header " + s.name + ": it ends up in CloudWatch and can be used again; log who it was"
	case "token":
		return "a signed token: it ends up in CloudWatch and can be used; log its subject"
	case "field":
		return "the field " + s.name + ": who reads the logs has the secret; leave it out"
	}
	return s.name + ": who reads the logs has the secret; leave it out" // credentials, secret
}
