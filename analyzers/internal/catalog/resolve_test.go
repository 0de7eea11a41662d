package catalog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// moduleDir is the nested module whose go.mod pins the packages that the tables name.
const moduleDir = "../../../testdata"

// TestResolve proves that every symbol of the tables exists in the real package: the
// function, or the method with that very receiver. Nothing is type-checked, the sources
// are only parsed, so the test takes seconds for all libraries together.
func TestResolve(t *testing.T) {
	if testing.Short() {
		t.Skip("parses a hundred packages")
	}
	unserved := readUnserved(t)
	index := make(map[string]*sources) // by import path
	for path, s := range loadSources(t, packagesOf(allRows(t), unserved)) {
		index[path] = s
	}
	seen := make(map[string]bool)
	for _, row := range allRows(t) {
		path := packageOf(row.Symbol)
		if reason, ok := unserved[path]; ok {
			if !seen[path] {
				t.Logf("not resolved: %s: %s", path, reason)
			}
			seen[path] = true
			continue
		}
		resolveRow(t, row, index[path])
	}
	for path := range unserved {
		if !seen[path] {
			t.Errorf("unserved.txt lists %s, which no row names", path)
		}
	}
}

func resolveRow(t *testing.T, row Row, pkg *sources) {
	t.Helper()
	if pkg == nil {
		t.Errorf("%s:%d: package %s was not found; import it in testdata/catalog/deps.go", row.File, row.Line, packageOf(row.Symbol))
		return
	}
	if grammars[row.Kind].symbol.name == aType.name {
		if !pkg.types[row.Symbol] {
			t.Errorf("%s:%d: no type %s", row.File, row.Line, row.Symbol)
		}
		return
	}
	names := pkg.matching(row)
	if len(names) == 0 {
		t.Errorf("%s:%d: no function %s; the package has %q", row.File, row.Line, row.Symbol, pkg.similar(row.Symbol))
	}
	for _, name := range names {
		if n, max := row.Index(), pkg.funcs[name]; n >= max && row.Kind != Register {
			t.Errorf("%s:%d: %s has %d parameters, the row says %d", row.File, row.Line, name, max, n)
		}
	}
}

// allRows returns the rows of all kinds that name a symbol.
func allRows(t *testing.T) []Row {
	t.Helper()
	rows, err := parseAll(tables, grammar.check)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(rows, func(r Row) bool {
		return slices.Contains([]string{aVariable.name, aGlobal.name, aPackage.name, anAction.name}, grammars[r.Kind].symbol.name)
	})
}

var genericReceiver = regexp.MustCompile(`\[.*\]`)

// packageOf returns the import path in a symbol: what stands before the last dot of the
// function, the receiver or the type.
func packageOf(symbol string) string {
	if recv, _, ok := strings.Cut(symbol, ")."); ok {
		symbol = strings.TrimLeft(genericReceiver.ReplaceAllString(recv, ""), "(*")
	}
	return symbol[:strings.LastIndex(symbol, ".")]
}

func packagesOf(rows []Row, except map[string]string) []string {
	paths := make(map[string]bool)
	for _, row := range rows {
		if path := packageOf(row.Symbol); except[path] == "" {
			paths[path] = true
		}
	}
	return slices.Sorted(maps.Keys(paths))
}

// readUnserved returns the packages that cannot be had, with the reason.
func readUnserved(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(moduleDir, "catalog/unserved.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unserved := make(map[string]string)
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		if line := scanner.Text(); line != "" && !strings.HasPrefix(line, "#") {
			path, reason, _ := strings.Cut(line, " ")
			if reason == "" {
				t.Errorf("unserved.txt gives no reason for %s", path)
			}
			unserved[path] = reason
		}
	}
	return unserved
}

// sources is what one package declares, as symbols.
type sources struct {
	path  string
	funcs map[string]int // number of parameters
	types map[string]bool
	// fields are those of structs, as Type.Field.
	fields map[string]bool
}

// matching returns the functions that a row speaks of.
func (s *sources) matching(row Row) []string {
	var names []string
	table := new(Table).With([]Row{row})
	for name := range s.funcs {
		if _, ok := table.Lookup(row.Kind, name); ok {
			names = append(names, name)
		}
	}
	return names
}

// similar returns the functions of the same last name, to help with a wrong receiver.
func (s *sources) similar(symbol string) []string {
	last := strings.TrimSuffix(symbol[strings.LastIndex(symbol, "."):], "*")
	var names []string
	for name := range s.funcs {
		if strings.HasPrefix(name[strings.LastIndex(name, "."):], last) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names[:min(len(names), 5)]
}

func loadSources(t *testing.T, paths []string) map[string]*sources {
	t.Helper()
	args := append([]string{"list", "-e", "-find", "-json=ImportPath,Dir,GoFiles,CgoFiles"}, paths...)
	cmd := exec.Command("go", args...)
	cmd.Dir = moduleDir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	found := make(map[string]*sources)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg struct {
			ImportPath, Dir   string
			GoFiles, CgoFiles []string
		}
		if err := dec.Decode(&pkg); err == io.EOF {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		files := slices.Concat(pkg.GoFiles, pkg.CgoFiles)
		if len(files) == 0 {
			continue
		}
		s := &sources{path: pkg.ImportPath, funcs: make(map[string]int), types: make(map[string]bool), fields: make(map[string]bool)}
		for _, file := range files {
			s.parse(t, filepath.Join(pkg.Dir, file))
		}
		found[pkg.ImportPath] = s
	}
}

func (s *sources) parse(t *testing.T, filename string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filename, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			s.addFunc(decl)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					s.addType(spec)
				}
			}
		}
	}
}

// addFunc adds the symbol of a declared function. Type parameters of a receiver are left
// out: no row names a generic one yet.
func (s *sources) addFunc(decl *ast.FuncDecl) {
	name := s.path + "." + decl.Name.Name
	if decl.Recv != nil {
		recv, star := decl.Recv.List[0].Type, ""
		if ptr, ok := recv.(*ast.StarExpr); ok {
			recv, star = ptr.X, "*"
		}
		ident, ok := recv.(*ast.Ident)
		if !ok {
			return
		}
		name = "(" + star + s.path + "." + ident.Name + ")." + decl.Name.Name
	}
	s.funcs[name] = decl.Type.Params.NumFields()
}

// addType adds a type, and the methods that it declares if it is an interface.
func (s *sources) addType(spec *ast.TypeSpec) {
	s.types[s.path+"."+spec.Name.Name] = true
	if st, ok := spec.Type.(*ast.StructType); ok {
		for _, field := range st.Fields.List {
			for _, name := range field.Names {
				s.fields[spec.Name.Name+"."+name.Name] = true
			}
		}
	}
	iface, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return
	}
	for _, field := range iface.Methods.List {
		for _, name := range field.Names {
			method := "(" + s.path + "." + spec.Name.Name + typeParams(spec) + ")." + name.Name
			s.funcs[method] = field.Type.(*ast.FuncType).Params.NumFields()
		}
	}
}

// typeParams prints the type parameters of an interface as go/types does.
func typeParams(spec *ast.TypeSpec) string {
	if spec.TypeParams == nil {
		return ""
	}
	var list []string
	for _, field := range spec.TypeParams.List {
		for _, name := range field.Names {
			list = append(list, name.Name+" "+types.ExprString(field.Type))
		}
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// TestOperations proves that every AWS operation has an input of that name in one of the
// SDKs, and that the input has the fields that the row names. Not every service of
// version 2, where each is a module, is in go.mod; version 1 has them all.
func TestOperations(t *testing.T) {
	if testing.Short() {
		t.Skip("parses the AWS SDKs")
	}
	const v1, v2 = "github.com/aws/aws-sdk-go/service/", "github.com/aws/aws-sdk-go-v2/service/"
	services := make(map[string]bool)
	for _, row := range Default().Rows(Operation) {
		service, _, _ := strings.Cut(row.Symbol, ".")
		services[v1+service], services[v2+service] = true, true
	}
	index := loadSources(t, slices.Sorted(maps.Keys(services)))
	for _, row := range Default().Rows(Operation) {
		service, op, _ := strings.Cut(row.Symbol, ".")
		var sdks []*sources
		for _, path := range []string{v1 + service, v2 + service} {
			if pkg := index[path]; pkg != nil && pkg.types[path+"."+op+"Input"] {
				sdks = append(sdks, pkg)
			}
		}
		switch {
		case len(sdks) > 0:
			resolveFields(t, row, sdks, op+"Input.")
		case slices.Contains(onlyV2, service):
			t.Logf("not resolved: %s: a service of version 2 that is not in go.mod", row.Symbol)
		default:
			t.Errorf("%s:%d: neither SDK has %s", row.File, row.Line, row.Symbol)
		}
	}
}

// onlyV2 are services that version 1 does not have, or calls differently.
var onlyV2 = []string{"bedrockruntime", "redshiftdata"}

// resolveFields tests the fields that stand in the input itself: a token of a batch
// stands in its entries, a condition of a transaction in its items. Some fields exist
// in one SDK only.
func resolveFields(t *testing.T, row Row, sdks []*sources, input string) {
	t.Helper()
	_, batch := row.Value("entries")
	for _, key := range []string{"token", "condition", "key", "entries", "expr"} {
		names, ok := row.Value(key)
		if !ok || batch && key == "token" || row.Arg(0) == "transact" && key == "condition" {
			continue
		}
		for name := range strings.SplitSeq(names, ",") {
			if !slices.ContainsFunc(sdks, func(s *sources) bool { return s.fields[input+name] }) {
				t.Errorf("%s:%d: %s%s does not exist", row.File, row.Line, input, name)
			}
		}
	}
}

// TestEventsComplete holds the event table against the package: whatever looks like the
// root of an event has a row, or a reason here.
func TestEventsComplete(t *testing.T) {
	if testing.Short() {
		t.Skip("parses a package")
	}
	const events = "github.com/aws/aws-lambda-go/events"
	root := regexp.MustCompile(`(Event|EventV2|Request|Record)$|^CognitoEventUserPools`)
	part := regexp.MustCompile(`^CognitoEventUserPools\w*(Attributes|Context|Header|Request|RequestV2_0|Response|ResponseV2_0|Result)$`)
	for name := range loadSources(t, []string{events})[events].types {
		short := strings.TrimPrefix(name, events+".")
		if !token.IsExported(short) || !root.MatchString(short) || part.MatchString(short) {
			continue
		}
		if _, ok := Default().Lookup(Event, name); !ok && !slices.Contains(notRoots, short) {
			t.Errorf("no event row for %s", name)
		}
	}
}

// notRoots are types whose names end like an event's and that only stand inside one.
var notRoots = []string{
	"CloudwatchLogsLogEvent",
	"CognitoDatasetRecord",
	"DynamoDBStreamRecord",
	"IoTOneClickDeviceEvent",
	"KinesisAnalyticsOutputDeliveryResponseRecord",
	"KinesisFirehoseResponseRecord",
	"KinesisRecord",
	"S3ObjectLambdaUserRequest",
}
