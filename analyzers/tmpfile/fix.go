package tmpfile

import (
	"go/ast"
	"go/constant"
	"go/token"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/lambdavet/lambdavet/analyzers/internal/paths"
	"github.com/lambdavet/lambdavet/analyzers/internal/rule"
)

// fix offers to defer the removal right behind the error check of a creation
// that nothing cleans up after. A fixed name is made random with it, if the
// file is used through the *os.File only.
func (f *frame) fix(o *obligation) *rule.Fix {
	call, ok := o.at.(*ssa.Call)
	if !ok || reachesItself(call.Block()) {
		return nil
	}
	s, ok := f.site(call)
	if !ok {
		return nil
	}
	osName, edits := f.Import(s.file, "os")
	switch {
	case o.Path.Constant():
		edit, ok := f.randomName(s, o.Path, osName)
		if !ok {
			return nil
		}
		edits = append(edits, edit, s.deferred(f, osName+".Remove("+s.name+".Name())"))
		return &rule.Fix{Message: "Use os.CreateTemp and remove the file when the function returns", Edits: edits}
	case portable(o.Path, f.key):
		return nil // callers know the path and may want the file
	case o.Dir && o.What == "os.MkdirTemp":
		edits = append(edits, s.deferred(f, osName+".RemoveAll("+s.name+")"))
	case paths.IsFile(resultTypes(call)[0]):
		edits = append(edits, s.deferred(f, osName+".Remove("+s.name+".Name())"))
	default:
		return nil
	}
	return &rule.Fix{Message: "Remove it when the function returns", Edits: edits}
}

// reachesItself reports whether a block is part of a loop.
func reachesItself(block *ssa.BasicBlock) bool {
	for _, succ := range block.Succs {
		if reaches(succ, block, nil) {
			return true
		}
	}
	return false
}

// site is f, err := os.Create(…) followed by if err != nil { return … }.
type site struct {
	file  *ast.File
	call  *ast.CallExpr
	name  string // of the variable
	check *ast.IfStmt
}

func (f *frame) site(call *ssa.Call) (site, bool) {
	path := f.Enclosing(call.Common().Pos())
	var s site
	for i, n := range path {
		if expr, ok := n.(*ast.CallExpr); ok && s.call == nil {
			s.call = expr
		}
		assign, ok := n.(*ast.AssignStmt)
		if !ok || i+1 >= len(path) {
			continue
		}
		block, ok := path[i+1].(*ast.BlockStmt)
		if !ok || len(assign.Lhs) != 2 || len(assign.Rhs) != 1 || assign.Rhs[0] != ast.Expr(s.call) {
			return s, false
		}
		name, ok := assign.Lhs[0].(*ast.Ident)
		err, isIdent := assign.Lhs[1].(*ast.Ident)
		if !ok || !isIdent || name.Name == "_" {
			return s, false
		}
		s.name, s.file = name.Name, path[len(path)-1].(*ast.File)
		s.check = checkBehind(block.List, assign, err.Name)
		return s, s.check != nil
	}
	return s, false
}

// checkBehind returns the statement behind assign if it is if err != nil { … }
// and leaves the block.
func checkBehind(list []ast.Stmt, assign ast.Stmt, err string) *ast.IfStmt {
	for i, stmt := range list {
		if stmt != assign || i+1 >= len(list) {
			continue
		}
		check, ok := list[i+1].(*ast.IfStmt)
		if !ok || check.Init != nil || check.Else != nil || len(check.Body.List) == 0 {
			return nil
		}
		cond, ok := check.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.NEQ || !isIdent(cond.X, err) || !isIdent(cond.Y, "nil") {
			return nil
		}
		if _, ok := check.Body.List[len(check.Body.List)-1].(*ast.ReturnStmt); ok {
			return check
		}
	}
	return nil
}

func isIdent(expr ast.Expr, name string) bool {
	id, ok := expr.(*ast.Ident)
	return ok && id.Name == name
}

// deferred inserts a deferred call behind the check.
func (s site) deferred(f *frame, call string) rule.Edit {
	at := f.Position(s.check.End())
	indent := strings.Repeat("\t", f.Position(s.check.Pos()).Col-1)
	return rule.Edit{Pos: at, End: at, New: "\n" + indent + "defer " + call}
}

// randomName turns os.Create("/tmp/report.pdf") into
// os.CreateTemp("", "report-*.pdf"), if nothing else in the package has the name.
func (f *frame) randomName(s site, x paths.Expr, osName string) (rule.Edit, bool) {
	if len(s.call.Args) != 1 {
		return rule.Edit{}, false
	}
	lit, ok := s.call.Args[0].(*ast.BasicLit)
	if !ok || f.mentions(path.Base(x.String())) != 1 || path.Dir(x.String()) != paths.TempDir {
		return rule.Edit{}, false
	}
	if sel, ok := s.call.Fun.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Create" {
		return rule.Edit{}, false
	}
	base := path.Base(x.String())
	ext := path.Ext(base)
	pattern := strings.TrimSuffix(base, ext) + "-*" + ext
	return rule.Edit{
		Pos: f.Position(s.call.Pos()), End: f.Position(lit.End()),
		New: osName + ".CreateTemp(\"\", " + strconv.Quote(pattern),
	}, true
}

// mentions counts the texts of the package that name a file.
func (f *frame) mentions(base string) int {
	n := 0
	for _, file := range f.Pass.Files {
		ast.Inspect(file, func(node ast.Node) bool {
			if lit, ok := node.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if strings.Contains(constant.StringVal(constant.MakeFromLiteral(lit.Value, token.STRING, 0)), base) {
					n++
				}
			}
			return true
		})
	}
	return n
}
