package graph

import (
	"encoding/json"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/graph/exec"
	"waymark/graph/generated"
	"waymark/planning"
)

const (
	// keptAnswers is how many answers are kept.
	keptAnswers = 10_000
	// longestAnswer is how long one may be, as a part of all.
	longestAnswer = 16
)

// answers keeps answers that were worked out of the graph alone, for whoever asks the same with the same rights while the graph is the same.
type answers struct{ *memory[answer] }

// answer is what was answered in a state of the database.
type answer struct {
	graph, epoch int64
	data         json.RawMessage
}

// newAnswers keeps so many bytes of answers; none when there are none, and then it is nil.
func newAnswers(bytes int) *answers {
	if bytes <= 0 {
		return nil
	}
	return &answers{newMemory[answer](keptAnswers, bytes, bytes/longestAnswer)}
}

// ofTheGraph are the root fields that are answered out of the graph alone, by the rights of the viewer and the day, unless a field below asks somebody else.
var ofTheGraph = map[string]bool{
	"coordinators": true, "coverage": true, "district": true, "districts": true, "establishment": true, "grades": true, "indicator": true, "indicators": true,
	"jobcentre": true, "jobcentres": true, "partnership": true, "partnerships": true, "post": true, "posts": true, "provider": true, "providers": true,
	"region": true, "regions": true, "service": true, "services": true, "sources": true, "vacancyStatistics": true,
}

// keepable tells whether an operation is answered out of the graph alone, as it is now.
func keepable(op *graphql.OperationContext) bool {
	if op.Operation == nil || op.Operation.Operation != ast.Query {
		return false
	}
	for _, s := range op.Operation.SelectionSet {
		f, ok := s.(*ast.Field)
		if !ok || !ofTheGraph[f.Name] || f.Arguments.ForName("knownAt") != nil || exec.Apart(f.SelectionSet, generated.Apart) {
			return false
		}
	}
	return true
}

// keyOf tells a question of somebody who has some rights on some day from all others; "" when it cannot.
func keyOf(op *graphql.OperationContext, rights *access.Rights, day calendar.Date) string {
	variables, err := json.Marshal(op.Variables)
	if err != nil {
		return ""
	}
	return strings.Join([]string{day.String(), rights.GrantNames(), op.OperationName, string(variables), op.RawQuery}, "\x00")
}

// recall gives the answer that is kept of a question and still holds, or nil.
func (a *answers) recall(key string, now planning.State) *graphql.Response {
	kept, ok := a.get(key)
	if !ok || kept.graph != now.Graph || kept.epoch != now.Epoch {
		return nil
	}
	return &graphql.Response{Data: kept.data}
}

// keep keeps an answer that has been worked out of a state or a later one, unless it is incomplete.
func (a *answers) keep(key string, now planning.State, res *graphql.Response) {
	if len(res.Errors) == 0 && len(res.Extensions) == 0 {
		a.put(key, len(key)+len(res.Data), answer{now.Graph, now.Epoch, res.Data})
	}
}
