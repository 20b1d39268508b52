package scalar

import (
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"waymark/planning"
)

// MarshalUpload writes null: no answer has a file.
func MarshalUpload(planning.Upload) graphql.Marshaler { return graphql.Null }

// UnmarshalUpload reads a file that came with the request, or its text.
func UnmarshalUpload(v any) (planning.Upload, error) {
	switch f := v.(type) {
	case graphql.Upload:
		return planning.Upload{Reader: f.File, Name: f.Filename, Size: f.Size}, nil
	case string:
		return planning.Upload{Reader: strings.NewReader(f), Size: int64(len(f))}, nil
	}
	return planning.Upload{}, malformed("a file is a part of a multipart request, or its text as a string")
}
