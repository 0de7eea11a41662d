package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
)

// pathOf returns the path of a file: URI; false for others, such as those of
// buffers that are not saved yet.
func pathOf(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || !strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	path := filepath.FromSlash(u.Path)
	if drive := filepath.VolumeName(path[1:]); drive != "" { // file:///C:/x
		path = strings.ToUpper(drive) + path[1+len(drive):]
	}
	return filepath.Clean(path), true
}

// uriOf returns the URI of an absolute path.
func uriOf(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	return u.String()
}

// uri returns the URI of a path, the editor's own if it has the file open.
func (s *server) uri(path string) string {
	if doc := s.docs[path]; doc != nil {
		return doc.uri
	}
	return uriOf(path)
}
