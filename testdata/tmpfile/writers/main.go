// Command writers leaves files behind that libraries make.
package main

import (
	"context"
	"image"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/disintegration/imaging"
	"github.com/google/uuid"
	"github.com/jung-kurt/gofpdf"
	"go.etcd.io/bbolt"
)

func report(doc *gofpdf.Fpdf) error {
	return doc.OutputFileAndClose("/tmp/" + uuid.NewString() + ".pdf") // want `Fpdf.OutputFileAndClose leaves`
}

func thumbnail(img image.Image) error {
	return imaging.Save(img, "/tmp/thumbnail.png") // want `imaging.Save`
}

// open is called by main: one database for the environment.
func open() (*bbolt.DB, error) { return bbolt.Open("/tmp/cache.db", 0o600, nil) }

func main() {
	db, err := open()
	if err != nil {
		panic(err)
	}
	lambda.Start(func(ctx context.Context, event events.S3Event) error {
		if err := report(gofpdf.New("P", "mm", "A4", "")); err != nil {
			return err
		}
		if err := db.Sync(); err != nil {
			return err
		}
		return thumbnail(image.NewRGBA(image.Rect(0, 0, 1, 1)))
	})
}
