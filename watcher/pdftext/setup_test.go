package pdftext

import (
	"context"
	"testing"
)

func TestSetupSaysHowTheChildIsHeld(t *testing.T) {
	setup, err := extractor(t).Setup(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", setup)
	if setup.Reader != "pdfium" || setup.Engine == "" {
		t.Errorf("got %+v", setup)
	}
}
