package dataset

import (
	"bytes"
	"encoding/json"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// templates reads the forms of documents.
func templates() ([]*programme.Template, error) {
	text, err := shipped.ReadFile("templates/documents.json")
	if err != nil {
		return nil, fmt.Errorf("open templates: %w", err)
	}
	var list []struct {
		Code     string
		Document document.Kind
		Name     string
		FromYear calendar.FinancialYear
		Content  json.RawMessage
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	records := make([]*programme.Template, len(list))
	for i, t := range list {
		var content bytes.Buffer
		if err := json.Compact(&content, t.Content); err != nil {
			return nil, fmt.Errorf("read template %s: %w", t.Code, err)
		}
		records[i] = &programme.Template{Meta: newMeta(ID(programme.TemplatePrefix, t.Code)), Code: t.Code, Document: t.Document,
			Name: t.Name, FromYear: t.FromYear, Content: content.String()}
	}
	return records, nil
}

// templateOf gives the first template of a kind of document.
func templateOf(r programme.Records, kind document.Kind) (*programme.Template, error) {
	for _, t := range r.Templates {
		if t.Document == kind {
			return t, nil
		}
	}
	return nil, fmt.Errorf("there is no template of %s", kind)
}
