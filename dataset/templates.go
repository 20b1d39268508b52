package dataset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// templates reads the forms of documents: one file a subject, by name.
func templates() ([]*programme.Template, error) {
	files, err := fs.Glob(shipped, "templates/*.json")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	var all []*programme.Template
	for _, name := range files {
		if strings.HasPrefix(name, pathwayFiles) {
			continue
		}
		list, err := templatesIn(name)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func templatesIn(file string) ([]*programme.Template, error) {
	text, err := shipped.ReadFile(file)
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
		return nil, fmt.Errorf("read templates in %s: %w", file, err)
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

// formOf gives the first template of a kind of document, and its form.
func formOf(r programme.Records, kind document.Kind) (*programme.Template, *document.Template, error) {
	i := slices.IndexFunc(r.Templates, func(t *programme.Template) bool { return t.Document == kind })
	if i < 0 {
		return nil, nil, fmt.Errorf("there is no template of the kind %s", kind)
	}
	form, err := document.Parse(r.Templates[i].Content)
	return r.Templates[i], form, err
}
