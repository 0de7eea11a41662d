// Behind an adapter nobody removes the parts of an upload.
package main

import (
	"io"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"
)

func upload(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil { // want `^net/http.Request.ParseMultipartForm may spill the upload to /tmp|^http.Request.ParseMultipartForm may spill`
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	f, _, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/upload", upload)
	lambda.Start(httpadapter.NewV2(mux).ProxyWithContext)
}
