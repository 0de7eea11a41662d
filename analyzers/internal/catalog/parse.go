package catalog

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// grammar is what may follow the symbol of one kind.
type grammar struct {
	symbol  check            // what the symbol looks like
	args    []check          // positional, all required
	options [][]string       // of each list at most one word
	keys    map[string]check // key=value
}

// pattern is a regular expression that is compiled when it is first used:
// under go vet a process starts for each package, and most read no table.
type pattern func() *regexp.Regexp

func newPattern(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// MatchString reports whether s matches.
func (p pattern) MatchString(s string) bool { return p().MatchString(s) }

// check tests one word of a row; want completes the sentence "… must be …".
type check struct {
	name string
	ok   func(string) bool
	want string
}

var (
	aFunction = check{"SYMBOL", isFunction, "a function or method as go/types prints it, such as database/sql.Open or (*database/sql.DB).Close"}
	aType     = check{"TYPE", packageMember.MatchString, "a type with its package path, such as github.com/aws/aws-lambda-go/events.SQSEvent"}
	aReceiver = check{"TYPES", isTypes, "types with their package paths, separated by commas"}
	aGlobal   = check{"VARIABLE", packageMember.MatchString, "a package variable, such as net/http.DefaultServeMux"}
	aVariable = check{"NAME", envName.MatchString, "the name of an environment variable"}
	aPosition = check{"ARG", isPosition, "a parameter position counted from 0"}
	aHandler  = check{"HANDLERARG", isHandler, "a parameter position counted from 0, or recv"}
	aModel    = check{"MODEL", oneOf("async", "poll", "sync"), "async, poll or sync"}
	aSource   = check{"SOURCE", isWord, "one word, such as SQS"}
	aTarget   = check{"TARGET", isTarget, "a parameter position counted from 0, args, result or recv"}
	anAccess  = check{"ACCESS", oneOf("read", "write"), "read or write"}
	aCost     = check{"COST", oneOf("compile", "connections", "credentials", "download", "parse", "setup"), "compile, connections, credentials, download, parse or setup"}
	aMember   = check{"FIELD", identifier.MatchString, "the name of a field"}
	aPackage  = check{"PACKAGE", isPackage, "an import path; /... at its end stands for everything below"}
	aLog      = check{"TARGET", oneOf("log", "logger", "logrus"), "log, logger or logrus"}
	aSeverity = check{"SEVERITY", oneOf("error", "event", "info", "level", "warn"), "error, event, info, level or warn"}
	aMethod   = check{"METHOD", identifier.MatchString, "the name of a method of the same receiver"}
	aReason   = check{"CAUSE", isWord, "one word"}
	anAction  = check{"SERVICE.OPERATION", isOperation, "a service and an operation of it, such as sqs.SendMessage"}
	aClass    = check{"CLASS", oneOf(classes...), "one of " + strings.Join(classes, ", ")}
	aField    = check{"FIELDS", isFields, "names of fields, separated by commas"}
	aCure     = check{"CURE", isWord, "one word, the name of a cure"}
)

var grammars = map[Kind]grammar{
	Start:          {symbol: aFunction, args: []check{aHandler}, options: [][]string{{"recover"}, {"local"}, {"checked"}}},
	Wrap:           {symbol: aFunction, args: []check{aHandler}, options: [][]string{{"recover"}, {"checked"}}},
	Event:          {symbol: aType, args: []check{aModel, aSource}},
	Events:         {symbol: aPackage, keys: map[string]check{"response": aReason}},
	RecordPart:     {symbol: aType},
	Open:           {symbol: aFunction, options: [][]string{{"eager", "lazy"}}, keys: map[string]check{"closes": aFunction}},
	Opens:          {symbol: aType, keys: map[string]check{"closes": aFunction}},
	WrapDB:         {symbol: aFunction, options: [][]string{{"closes"}}},
	Close:          {symbol: aFunction},
	Exit:           {symbol: aFunction, options: [][]string{{"event"}}},
	Panic:          {symbol: aFunction, options: [][]string{{"event"}}},
	Must:           {symbol: aFunction, options: [][]string{{"const-ok"}}, keys: map[string]check{"on": aReason}},
	Once:           {symbol: aFunction, args: []check{aPosition}, options: [][]string{{"value"}}},
	Recover:        {symbol: aFunction, keys: map[string]check{"call": aTarget}},
	Web:            {symbol: aType},
	Register:       {symbol: aFunction, args: []check{aGlobal}},
	Random:         {symbol: aFunction},
	Print:          {symbol: aFunction, keys: map[string]check{"bridge": aLog, "format": aPosition, "words": aPosition, "writer": aHandler}},
	Bridge:         {symbol: aFunction, args: []check{aLog}, keys: map[string]check{"value": aPosition}},
	Formatter:      {symbol: aType, args: []check{aLog}},
	PlainFormatter: {symbol: aType},
	PlainWriter:    {symbol: aType},
	Plain:          {symbol: aFunction},
	Tee:            {symbol: aFunction},
	Log: {symbol: aFunction, args: []check{aSeverity}, options: [][]string{{"format", "words"}},
		keys: map[string]check{"attrs": aMethod, "bridge": aLog, "context": aMethod, "msg": aPosition, "with": aMethod}},
	Extend:      {symbol: aFunction},
	Global:      {symbol: aFunction, args: []check{aGlobal}, options: [][]string{{"set"}}},
	LogEvent:    {symbol: aFunction, args: []check{aSeverity}},
	JSON:        {symbol: aFunction, keys: map[string]check{"into": aPosition}},
	Infallible:  {symbol: aFunction, keys: map[string]check{"encodes": aPosition, "into": aPosition, "recv": aReceiver}},
	Predicate:   {symbol: aFunction},
	Answer:      {symbol: aFunction},
	Spawn:       {symbol: aFunction, args: []check{aPosition}, keys: map[string]check{"join": aTarget}},
	Signal:      {symbol: aFunction},
	Join:        {symbol: aFunction},
	Sink:        {symbol: aFunction},
	Text:        {symbol: aFunction},
	Secret:      {symbol: aFunction, args: []check{aReason}},
	Sensitive:   {symbol: aType, args: []check{aReason}, keys: map[string]check{"fields": aReason}},
	Decode:      {symbol: aFunction, keys: map[string]check{"old": aPosition}},
	Fill:        {symbol: aFunction, args: []check{aPosition}},
	Encoded:     {symbol: aType, args: []check{aMember}},
	Part:        {symbol: aFunction},
	Inspect:     {symbol: aFunction},
	Fold:        {symbol: aFunction},
	Lower:       {symbol: aType, args: []check{aMember}},
	TriggerVar:  {symbol: aGlobal, args: []check{aReason}},
	TriggerEnv:  {symbol: aVariable, args: []check{aReason}},
	Same:        {symbol: aType, args: []check{aMember}},
	Env:         {symbol: aFunction, args: []check{aPosition}},
	Trigger:     {symbol: aType, args: []check{aReason, aReason}},
	Target:      {symbol: aType, args: []check{aReason, aReason}, keys: map[string]check{"key": aReason}},
	EnvLocal:    {symbol: aVariable},
	Create:      {symbol: aFunction, args: []check{aPosition}, options: [][]string{{"dir"}, {"output", "temp"}}, keys: map[string]check{"driver": aPosition, "flags": aPosition}},
	Remove:      {symbol: aFunction, args: []check{aPosition}, options: [][]string{{"tree"}}, keys: map[string]check{"program": aReason}},
	Probe:       {symbol: aFunction, args: []check{aPosition}, options: [][]string{{"read"}}},
	Multipart:   {symbol: aFunction},
	Discard:     {symbol: aFunction},
	Client:      {symbol: aFunction, args: []check{aCost}, options: [][]string{{"const"}}},
	Pool:        {symbol: aType},
	Presign:     {symbol: aFunction},
	Fetch:       {symbol: aType, args: []check{aMember}, keys: map[string]check{"unless": aType}},
	Service:     {symbol: aPackage, args: []check{aCost}, keys: map[string]check{"client": aReason, "wait": aReason}},
	Contextless: {symbol: aFunction, args: []check{aReason}, options: [][]string{{"untimed"}}},
	Detached:    {symbol: aFunction},
	Twin:        {symbol: aPackage},
	Await:       {symbol: aType, args: []check{aMember}, keys: map[string]check{"wait": aReason}},
	Folder:      {symbol: aFunction, args: []check{aReason}},
	Chdir:       {symbol: aFunction},
	Timed:       {symbol: aFunction, args: []check{aMember}},
	Untimed:     {symbol: aGlobal},
	Sleep:       {symbol: aFunction, args: []check{aPosition}, options: [][]string{{"channel"}}},
	Steady:      {symbol: aType, args: []check{aField}},
	Reserved:    {symbol: aVariable, options: [][]string{{"start"}}},
	SetEnv:      {symbol: aFunction, args: []check{aTarget}},
	Effect:      {symbol: aFunction, args: []check{anAccess}},
	Partial:     {symbol: aType, args: []check{aField}},
	Response:    {symbol: aType, options: [][]string{{"status"}}},

	Operation: {symbol: anAction, args: []check{aClass}, options: [][]string{{"auto"}},
		keys: map[string]check{"token": aField, "condition": aField, "key": aField, "entries": aField, "expr": aField, "cure": aCure}},
	Repeat: {symbol: aFunction, args: []check{aClass},
		keys: map[string]check{"arg": aPosition, "unless": aField, "cure": aCure}},
	Guard: {symbol: aFunction, options: [][]string{{"answer"}}},
	Adds:  {symbol: aFunction},
}

// classes say what a repeated call does.
var classes = []string{"send", "start", "create", "insert", "increment", "write", "update", "transact", "sql", "cql", "cypher", "redis", "document", "http"}

var (
	operation = newPattern(`^[a-z0-9/]+\.[A-Z][A-Za-z0-9]*$`)
	fields    = newPattern(`^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$`)
)

func isOperation(s string) bool { return operation.MatchString(s) }
func isFields(s string) bool    { return fields.MatchString(s) }

var (
	// packageMember is path.Name: the path may hold dots, the name may not.
	packageMember = newPattern(`^[\pL\pN_][\pL\pN_.~+/-]*\.[\pL_][\pL\pN_]*$`)

	// receiver is path.Type or *path.Type, with type parameters where it has some.
	receiver    = newPattern(`^\*?[\pL\pN_][\pL\pN_.~+/-]*\.[\pL_][\pL\pN_]*(\[.+\])?$`)
	identifier  = newPattern(`^[\pL_][\pL\pN_]*$`)
	packagePath = newPattern(`^[\pL\pN_.~+-]+(/[\pL\pN_.~+-]+)*$`)
	envName     = newPattern(`^[A-Za-z_][A-Za-z0-9_]*$`)
)

func isFunction(s string) bool {
	s = strings.TrimSuffix(s, "*") // needs the start of a name before it, as every name
	if !strings.HasPrefix(s, "(") {
		return packageMember.MatchString(s)
	}
	i := strings.LastIndex(s, ").")
	return i > 0 && receiver.MatchString(s[1:i]) && identifier.MatchString(s[i+2:])
}

func isTypes(s string) bool {
	return !slices.ContainsFunc(strings.Split(s, ","), func(word string) bool { return !packageMember.MatchString(word) })
}

func isPackage(s string) bool { return packagePath.MatchString(strings.TrimSuffix(s, "/...")) }

func isPosition(s string) bool {
	n, err := strconv.ParseUint(s, 10, 8)
	return err == nil && s == strconv.Itoa(int(n))
}
func isHandler(s string) bool { return s == "recv" || isPosition(s) }
func isTarget(s string) bool  { return s == "args" || s == "result" || isHandler(s) }
func isWord(s string) bool    { return s != "" && !strings.Contains(s, "=") }

func oneOf(words ...string) func(string) bool {
	return func(s string) bool { return slices.Contains(words, s) }
}

// Parse reads one table. The error names every faulty line as file:line, and what is
// allowed there.
func Parse(name string, r io.Reader) ([]Row, error) {
	p := newTableReader(grammar.check)
	p.read(name, r)
	return p.result()
}

type tableReader struct {
	check func(grammar, Row) error
	rows  []Row
	errs  []error
	seen  map[string]Row // by kind and symbol
}

func newTableReader(check func(grammar, Row) error) *tableReader {
	return &tableReader{check: check, seen: make(map[string]Row)}
}

// trust is the check for tables that the tests have checked.
func trust(grammar, Row) error { return nil }

func (p *tableReader) result() ([]Row, error) {
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.rows, nil
}

func (p *tableReader) read(name string, r io.Reader) {
	line := 0
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		line++
		row, err := p.parseRow(scanner.Text())
		if err == nil && row.Kind != "" {
			row.File, row.Line = name, line
			err = p.keep(row)
		}
		if err != nil {
			p.errs = append(p.errs, fmt.Errorf("%s:%d: %w", name, line, err))
		}
	}
	if err := scanner.Err(); err != nil {
		p.errs = append(p.errs, fmt.Errorf("%s:%d: %w", name, line+1, err))
	}
}

func (p *tableReader) keep(row Row) error {
	key := string(row.Kind) + " " + row.Symbol
	if old, ok := p.seen[key]; ok {
		return fmt.Errorf("duplicate row %s; the first is at %s:%d", key, old.File, old.Line)
	}
	p.seen[key] = row
	p.rows = append(p.rows, row)
	return nil
}

// parseRow reads one line. A line without a row gives the zero Row.
func (p *tableReader) parseRow(line string) (Row, error) {
	text, source, _ := strings.Cut(line, "#")
	words := split(text)
	if len(words) == 0 {
		return Row{}, nil
	}
	row := Row{Kind: Kind(words[0]), Source: strings.TrimSpace(source)}
	g, ok := grammars[row.Kind]
	if !ok {
		return Row{}, fmt.Errorf("unknown kind %q; allowed are %s", words[0], kinds())
	}
	if len(words) < 2 {
		return Row{}, fmt.Errorf("%s needs a symbol; the form is %s", row.Kind, g.form(row.Kind))
	}
	row.Symbol, row.Args = words[1], words[2:]
	if err := p.check(g, row); err != nil {
		return Row{}, fmt.Errorf("%w; the form is %s", err, g.form(row.Kind))
	}
	return row, nil
}

func (g grammar) check(row Row) error {
	if !g.symbol.ok(row.Symbol) {
		return fmt.Errorf("bad symbol %q: it must be %s", row.Symbol, g.symbol.want)
	}
	for i, arg := range g.args {
		switch {
		case i >= len(row.Args):
			return fmt.Errorf("%s needs %s: %s", row.Kind, arg.name, arg.want)
		case !arg.ok(row.Args[i]):
			return fmt.Errorf("bad %s %q: it must be %s", arg.name, row.Args[i], arg.want)
		}
	}
	used := make(map[string]bool)
	for _, word := range row.Args[len(g.args):] {
		slot, err := g.extra(word)
		if err != nil {
			return fmt.Errorf("%s: %w", row.Kind, err)
		}
		if used[slot] {
			return fmt.Errorf("%s: %q contradicts or repeats an earlier argument", row.Kind, word)
		}
		used[slot] = true
	}
	return nil
}

// extra tests an option or a key=value pair and names the slot that it fills.
func (g grammar) extra(word string) (slot string, err error) {
	if key, value, ok := strings.Cut(word, "="); ok {
		check, ok := g.keys[key]
		switch {
		case !ok:
			return "", fmt.Errorf("unknown argument %q", word)
		case !check.ok(value):
			return "", fmt.Errorf("bad %s %q: it must be %s", key, value, check.want)
		}
		return key + "=", nil
	}
	for _, group := range g.options {
		if slices.Contains(group, word) {
			return group[0], nil
		}
	}
	return "", fmt.Errorf("unknown argument %q", word)
}

// form prints the grammar as a user would write the row.
func (g grammar) form(kind Kind) string {
	words := []string{string(kind), g.symbol.name}
	for _, arg := range g.args {
		words = append(words, arg.name)
	}
	for _, group := range g.options {
		words = append(words, "["+strings.Join(group, "|")+"]")
	}
	for _, key := range slices.Sorted(maps.Keys(g.keys)) {
		words = append(words, "["+key+"="+g.keys[key].name+"]")
	}
	return strings.Join(words, " ")
}

func kinds() string {
	var names []string
	for _, kind := range slices.Sorted(maps.Keys(grammars)) {
		names = append(names, string(kind))
	}
	return strings.Join(names, ", ")
}

// split cuts text at white space outside brackets: type parameters print with blanks, as in
// (gorm.io/gorm.CreateInterface[T any]).Create.
func split(text string) []string {
	depth := 0
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '[':
			depth++
		case ']':
			depth--
		}
		return depth <= 0 && (r == ' ' || r == '\t' || r == '\r')
	})
}
