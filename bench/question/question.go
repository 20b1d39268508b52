// Package question holds what the benchmark asks, in the words of each contender, and what their answers have in common.
package question

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Graph is an operation of GraphQL.
type Graph struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables,omitempty"`
}

// Question is one thing that is asked of all contenders. Each is given its own words, and a function that takes the leaf values out of its answer,
// one row a thing, whose order does not count. Those of Waymark are nil when Waymark cannot answer it yet.
type Question struct {
	Name  string // such as Q1
	About string // in a few words
	Needs string // what Waymark lacks when it cannot answer; empty when it can
	Kept  bool   // Waymark may keep the answer, and give it again as long as nothing has changed
	Turns bool   // it is asked about each plan in turn
	Heavy bool   // PostgreSQL has so much to do that more than a few clients only wait

	Waymark          func(Subject) Graph
	FromWaymark      func(Answer) [][]string
	PostGraphile     func(Subject) Graph
	FromPostGraphile func(Answer) [][]string
	Floor            func(Subject) string // the path
	FromFloor        func(Answer) [][]string
}

// Subject is what the questions are about, out of the database.
type Subject struct {
	Region string   // code
	Plan   string   // id of the one whose answers are compared
	Plans  []string // ids of all, which are asked about in turn
	After  string   // code of the provider before the page; empty for the first page
	Cursor string   // the same for Waymark
	Offset int      // the same for PostGraphile
}

// All gives the questions that change nothing, in order: Q1 to Q5 and Q7, with Q3D for the deep page.
func All() []Question {
	deep := providers()
	deep.Name, deep.About = "Q3D", "the same, a deep page"
	return []Question{tree(), partnerships(), providers(), deep, plan(), referrals(), coverage()}
}

// Answer is a piece of JSON.
type Answer struct{ value any }

// Read reads an answer. An answer of GraphQL with errors is an error.
func Read(text []byte) (Answer, error) {
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return Answer{}, fmt.Errorf("read answer %.200q: %w", text, err)
	}
	if object, ok := value.(map[string]any); ok {
		if wrong := object["errors"]; wrong != nil {
			return Answer{}, fmt.Errorf("the answer has errors: %.1000s", text)
		}
		if data, ok := object["data"]; ok {
			value = data
		}
	}
	return Answer{value}, nil
}

// At goes down by names; what is not there is null.
func (a Answer) At(names ...string) Answer {
	for _, name := range names {
		object, _ := a.value.(map[string]any)
		a = Answer{object[name]}
	}
	return a
}

// List gives the entries of a list by its name, none when it is null.
func (a Answer) List(names ...string) []Answer {
	list, _ := a.At(names...).value.([]any)
	out := make([]Answer, len(list))
	for i, one := range list {
		out[i] = Answer{one}
	}
	return out
}

// Text gives a value as text, the empty one for null.
func (a Answer) Text(names ...string) string {
	switch value := a.At(names...).value.(type) {
	case nil:
		return ""
	case string:
		return value
	default:
		return fmt.Sprint(value)
	}
}

// Millionths gives a value that is stored in millionths as the decimal number that it is.
func (a Answer) Millionths(names ...string) string {
	text := a.Text(names...)
	if text == "" {
		return ""
	}
	text = fmt.Sprintf("%07s", text)
	return strings.TrimSuffix(strings.TrimRight(text[:len(text)-6]+"."+text[len(text)-6:], "0"), ".")
}

// Parsed gives JSON that lies in a text as JSON.
func (a Answer) Parsed(names ...string) Answer {
	a = a.At(names...)
	if text, ok := a.value.(string); ok {
		if parsed, err := Read([]byte(text)); err == nil {
			return parsed
		}
	}
	return a
}

// Same compares the rows of two answers, whatever their order, and tells the first that only one of them has.
func Same(name string, a, b [][]string) error {
	flat := func(rows [][]string) []string {
		out := make([]string, len(rows))
		for i, row := range rows {
			out[i] = strings.Join(row, " | ")
		}
		slices.Sort(out)
		return out
	}
	x, y := flat(a), flat(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Errorf("%s: one says %q, the other %q", name, x[i], y[i])
		}
	}
	if len(x) != len(y) {
		return fmt.Errorf("%s: one has %d rows, the other %d", name, len(x), len(y))
	}
	return nil
}

// on is the condition of PostGraphile's filters that a period holds on the day.
const on = `{validFrom:{lessThanOrEqualTo:$day},or:[{validTo:{isNull:true}},{validTo:{greaterThan:$day}}]}`
