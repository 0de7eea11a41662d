package sqltext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a name, keyword or sign; text is in lower case.
type word struct {
	text   string
	quoted bool // a quoted name, so no keyword
	depth  int  // of brackets
}

// words splits a statement. Literals become ' and comments nothing.
func words(text string) []word {
	s := scanner{text: text}
	for s.pos < len(s.text) {
		s.next()
	}
	return s.list
}

type scanner struct {
	text  string
	pos   int
	depth int
	list  []word
}

func (s *scanner) add(text string, quoted bool) {
	s.list = append(s.list, word{strings.ToLower(text), quoted, s.depth})
}

func (s *scanner) next() {
	rest := s.text[s.pos:]
	switch {
	case strings.HasPrefix(rest, "--"):
		s.skip("--", "\n")
	case strings.HasPrefix(rest, "/*"):
		s.skip("/*", "*/")
	case rest[0] == '\'':
		s.literal()
	case rest[0] == '"':
		s.add(s.skip(`"`, `"`), true)
	case rest[0] == '`':
		s.add(s.skip("`", "`"), true)
	case rest[0] == '$' && dollar(rest) != "":
		s.skip(dollar(rest), dollar(rest))
		s.add("'", true)
	case strings.HasPrefix(rest, "||"):
		s.pos += 2
		s.add("||", false)
	case rest[0] == '(':
		s.add("(", false)
		s.depth++
		s.pos++
	case rest[0] == ')':
		s.depth = max(0, s.depth-1)
		s.add(")", false)
		s.pos++
	default:
		s.plain(rest)
	}
}

// plain reads a name, a placeholder or a sign.
func (s *scanner) plain(rest string) {
	r, size := utf8.DecodeRuneInString(rest)
	if unicode.IsSpace(r) {
		s.pos += size
		return
	}
	n := size
	if isName(r) || strings.ContainsRune("$:@#", r) {
		for n < len(rest) {
			r, size := utf8.DecodeRuneInString(rest[n:])
			if !isName(r) {
				break
			}
			n += size
		}
	}
	s.add(rest[:n], false)
	s.pos += n
}

func isName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// skip passes over what stands between two marks, and returns it.
func (s *scanner) skip(from, to string) string {
	rest := s.text[s.pos+len(from):]
	i := strings.Index(rest, to)
	if i < 0 {
		s.pos = len(s.text)
		return rest
	}
	s.pos += len(from) + i + len(to)
	return rest[:i]
}

// literal passes over '…', where a doubled quote stands for one.
func (s *scanner) literal() {
	for {
		s.skip("'", "'")
		if s.pos >= len(s.text) || s.text[s.pos] != '\'' {
			break
		}
	}
	s.add("'", true)
}

// dollar returns the mark $$ or $tag$ that rest begins with.
func dollar(rest string) string {
	i := strings.IndexByte(rest[1:], '$')
	if i < 0 {
		return ""
	}
	for j, r := range rest[1 : 1+i] {
		if !isName(r) || j == 0 && unicode.IsDigit(r) {
			return ""
		}
	}
	return rest[:i+2]
}
