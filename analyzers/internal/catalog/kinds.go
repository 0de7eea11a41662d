package catalog

// Kind says what a row tells about its symbol.
type Kind string

const (
	// Start hands a handler to the Lambda runtime and does not return while the
	// environment lives. Its argument is the position of the handler, or recv where the
	// handler is the receiver. The option recover says that the library answers a panic
	// of the handler with an error, so that the process lives on; local, that it serves
	// HTTP outside Lambda and then returns; checked, that the rules of
	// aws-lambda-go hold for the type of the handler, and JSON goes in and out.
	Start Kind = "start"

	// Wrap takes a handler (a func, lambda.Handler, http.Handler or router) and returns
	// something that takes its place. Its argument is the position of the handler, or recv.
	// The options recover and checked are as in Start.
	Wrap Kind = "wrap"

	// Event is a type that Lambda decodes an event, or a record of one, into. Its
	// arguments are the invocation model (sync, async or poll) and the source's name.
	Event Kind = "event"

	// Events is a package whose types Lambda decodes events into and encodes answers from,
	// and which holds no code that runs. response= is how the names of the answers end.
	Events Kind = "events"

	// RecordPart is the type of the part of a stream's record that holds its number.
	RecordPart Kind = "record-part"

	// Open makes a database, cache or broker handle that is to be made once for each
	// environment. lazy dials on first use, eager dials at once; closes names the method
	// that ends the handle.
	Open Kind = "open"

	// Opens is a struct that opens connections when its methods need them: a literal of it
	// is an Open. closes names the method that ends the handle.
	Opens Kind = "opens"

	// WrapDB makes a handle of another library around one that exists already, or takes a
	// connection from a pool: nothing is opened. With the option closes, closing the one
	// closes the other.
	WrapDB Kind = "wrapdb"

	// Close ends a handle that Open made.
	Close Kind = "close"

	// Exit ends the process or the goroutine without a word to Lambda. With the option
	// event the call returns a log event, and the process ends when that event is sent.
	Exit Kind = "exit"

	// Panic logs and panics. The option event is as in Exit.
	Panic Kind = "panic"

	// Must panics where its twin returns an error. With the option const-ok it depends on
	// its arguments alone: constants that work once work always. on= says what it panics on.
	Must Kind = "must"

	// Once runs a func at most once. Its argument is the position of that func; with the
	// option value the result is a func that remembers, and does nothing until it is called.
	Once Kind = "once"

	// Recover catches the panics of code that it calls. With call=N it is the func or
	// router at position N, with call=recv what the receiver holds, with call=args any
	// argument; without, a router or an adapter that it is installed in.
	Recover Kind = "recover"

	// Web is the request, response or context type of an HTTP framework: a function that
	// takes one is called for each request.
	Web Kind = "web"

	// Register hands a func to a package variable. Its argument is that variable.
	Register Kind = "register"

	// Random returns, or writes through its argument, something that differs from call to
	// call: random bits, a generated id, the time.
	Random Kind = "random"

	// Print writes a line of text to the log. writer= is the position of the stream it
	// writes to, format= that of its format, words= that of its first word; bridge= names
	// the target of a Bridge that gives it structure.
	Print Kind = "print"

	// Bridge makes the lines of its target readable by a machine: log, logger (values of
	// log.Logger) or logrus. With value=N it depends on the writer or handler there.
	Bridge Kind = "bridge"

	// Formatter is an interface whose implementations give the lines of its target
	// structure, PlainFormatter an implementation that does not.
	Formatter      Kind = "formatter"
	PlainFormatter Kind = "plain-formatter"

	// PlainWriter is a writer that leaves text as it is.
	PlainWriter Kind = "plain-writer"

	// Plain makes a handler that writes text; Tee makes a writer that passes on what it gets.
	Plain Kind = "plain"
	Tee   Kind = "tee"

	// Log logs a message with attributes. Its argument is the severity: error, warn, info,
	// level where the parameter before the message tells it, or event where the receiver
	// does. msg=N is the message; with format the values behind it are formatted into it,
	// with words all values make it up. attrs= names the method that takes them as
	// attributes, after with= has added each where the row has it; context= names the one
	// that takes a context, bridge= is as in Print.
	Log Kind = "log"

	// Extend returns its receiver, or the logger that its package keeps, with attributes added.
	Extend Kind = "extend"

	// Global returns what a package keeps for the whole process, or something made of it; with
	// the option set it is set to the first argument. Its argument names it.
	Global Kind = "global"

	// LogEvent begins a chained log event of that severity.
	LogEvent Kind = "log-event"

	// JSON returns JSON text, or writes it into the buffer at into=N.
	JSON Kind = "json"

	// Infallible returns an error that is always nil. With encodes=N that is so only if JSON
	// can carry the value there, with into=N if what is written to there has an infallible
	// Write, with recv= if the method is called on a value of one of these types.
	Infallible Kind = "infallible"

	// Predicate tests an error or a text and does nothing else: its own error is an answer.
	Predicate Kind = "predicate"

	// Answer makes or sends an answer to the caller and leaves no trace elsewhere.
	Answer Kind = "answer"

	// Spawn runs the func at its position in a goroutine of its own. join=recv says that the
	// receiver waits for it, join=result that the result ends it.
	Spawn Kind = "spawn"

	// Signal tells those who wait for the receiver that something is done.
	Signal Kind = "signal"

	// Join returns when what its receiver counts is done.
	Join Kind = "join"

	// Create makes a file, or a folder with the option dir. Its argument is the position of
	// the path, or of the parent folder with the option temp, which says that the name is
	// picked at random; with the option output the paths are among the variadic arguments
	// there, known by being read afterwards. With flags=N it does so only if the flags
	// there have os.O_CREATE, with driver=N only if the word there begins with sqlite.
	Create Kind = "create"

	// Remove removes the file at a position, with the option tree all that is below. With
	// program=P they are the variadic arguments there, if the one before is P.
	Remove Kind = "remove"

	// Probe finds out whether the file at a position exists, with the option read by
	// opening it.
	Probe Kind = "probe"

	// Multipart decodes an upload, and may leave its parts in the temporary folder until
	// a Discard.
	Multipart Kind = "multipart"
	Discard   Kind = "discard"

	// Sink writes its arguments to the log, at whatever level.
	Sink Kind = "sink"

	// Text returns something that holds the text of its arguments.
	Text Kind = "text"

	// Secret returns something that must not be logged. Its argument says what it is.
	Secret Kind = "secret"

	// Sensitive is a type whose text must not be logged. Its argument says what it is;
	// fields= names, with commas between, the fields that must not be logged either.
	Sensitive Kind = "sensitive"

	// Decode takes URL-encoded text and returns what it stands for. With old=N it is one that
	// only does so if the text that it replaces, at N, is + or begins with %.
	Decode Kind = "decode"

	// Fill decodes what its receiver or first argument holds into the value that another
	// argument points to. Its argument is the position of that one.
	Fill Kind = "fill"

	// Encoded is a type with a field, its argument, that holds URL-encoded text.
	Encoded Kind = "encoded"

	// Part returns its first argument, a pointer to it, or a part of it.
	Part Kind = "part"

	// Inspect looks at how its first argument begins, ends or what it contains.
	Inspect Kind = "inspect"

	// Fold makes text of any case equal.
	Fold Kind = "fold"

	// Lower is an event type with a map of headers, its argument, whose names arrive in
	// lower case.
	Lower Kind = "lower"

	// Trigger is a type that tells what invoked the handler. Its arguments are what that is
	// (bucket, queue, …) and the field that names it, if the type has one.
	Trigger Kind = "trigger"

	// TriggerVar is a package variable, and TriggerEnv an environment variable, that names
	// what invoked the handler. Their argument is as in Trigger.
	TriggerVar Kind = "trigger-var"
	TriggerEnv Kind = "trigger-env"

	// Same is a type with a field, its argument, that names the same thing as what the
	// value was made of.
	Same Kind = "same"

	// Target is the input of an operation that makes its target invoke the functions that
	// listen to it. Its arguments are as in Trigger; key= is the field that names the entry.
	Target Kind = "target"

	// Env returns an environment variable. Its argument is the position of the name.
	Env Kind = "env"

	// EnvLocal is the name of an environment variable that Lambda sets: code that runs
	// only while it is empty does not run on Lambda.
	EnvLocal Kind = "env-local"

	// Effect reaches outside the process: write changes something there, read only asks.
	Effect Kind = "effect"

	// Partial is the output of an operation that succeeds although parts of it failed. Its
	// argument names the fields that tell so, the first of them what failed.
	Partial Kind = "partial"

	// Response is the type of a response to an HTTP event. With status a status code of
	// zero, or none, is an error for the gateway; without, the gateway infers 200.
	Response Kind = "response"

	// Client makes something that is to be made once for each environment: a configuration,
	// a client, a parsed text. Its argument is what making it again costs; with the option
	// const that is waste only if the arguments are the same each time.
	Client Kind = "client"

	// Pool is a struct that holds connections.
	Pool Kind = "pool"

	// Presign makes something of a client that only signs, and so needs no connection.
	Presign Kind = "presign"

	// Fetch is the input type of an operation that asks for a stored value. Its argument is
	// the field that names the value; unless= is the input of an operation that changes it.
	Fetch Kind = "fetch"

	// Service is a folder of packages with a client of an AWS service each. Its argument is
	// as in Client; client= names the functions that make one, wait= how the methods begin
	// that wait for a state.
	Service Kind = "service"

	// Contextless takes no context and may wait for the network. Its argument is what does
	// the same with one; the option untimed says that it waits without limit.
	Contextless Kind = "contextless"

	// Twin is a package in which a function takes no context where one of the same name and
	// Context or WithContext behind it does.
	Twin Kind = "twin"

	// Detached makes a context that nothing ends.
	Detached Kind = "detached"

	// Timed waits for the network as long as its receiver allows. Its argument is the field of
	// the receiver that says how long.
	Timed Kind = "timed"

	// Untimed is a package variable that allows Timed methods to wait without limit.
	Untimed Kind = "untimed"

	// Sleep waits for a time. Its argument is the position of the duration; with the option
	// channel it waits where the result is received from.
	Sleep Kind = "sleep"

	// Folder returns a folder. Its argument is where that is on Lambda, $HOME for one that
	// does not exist there unless the function is configured otherwise.
	Folder Kind = "folder"

	// Chdir changes what relative paths mean.
	Chdir Kind = "chdir"

	// Await is the input type of an operation that waits for another function. Its argument is
	// the field that says whether, wait= the value that means it does, besides none.
	Await Kind = "await"

	// Steady is an event type with fields, its arguments, that are the same in every
	// invocation of a function.
	Steady Kind = "steady"

	// Reserved is the name of an environment variable that belongs to the Lambda runtime. The
	// option start says that nothing but Start reads it.
	Reserved Kind = "reserved"

	// SetEnv changes the environment of the process. Its argument is the position of the
	// variable's name, or args where it changes all of them.
	SetEnv Kind = "setenv"

	// Operation is an operation of an AWS service, written service.Operation. It stands for
	// every function that takes its Input: of both SDKs, and of the interfaces and mocks that
	// users make for them. Its argument is the class of Repeat. The values are fields of the
	// input: token that makes AWS drop a repeat, condition that makes a repeat fail, key
	// that says what is written, entries whose elements hold the token, expr that is read as
	// an update expression or SQL. auto says that the SDK fills the token with a random value.
	Operation Kind = "operation"

	// Repeat is a function that does its work once more if it is called again. Its argument
	// is the class: send, start, create, insert, increment, write (only what it is keyed by
	// matters), or a text that tells: sql, cql, cypher, redis, document, http. arg is the
	// position of that text or key; unless names methods of the same chain, or options among
	// the arguments, that make a repeat harmless.
	Repeat Kind = "repeat"

	// Guard lets only the first of several equal invocations pass: the caller learns that
	// it is not the first, by an error or, with the option answer, by another result.
	// Idempotency libraries belong here.
	Guard Kind = "guard"

	// Adds makes an expression that adds to what is stored.
	Adds Kind = "adds"
)
