package planning

import (
	"context"
	"strings"
	"time"

	"waymark/domain/access"
	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/store"
)

// AssessmentFilter says which assessments.
type AssessmentFilter = store.AssessmentFilter

// Assessments gives the assessments that somebody may see, without their parts, in no order. It is one statement.
func (s *Service) Assessments(ctx context.Context, rights *access.Rights, f AssessmentFilter) ([]*assessment.Assessment, error) {
	return s.store.Assessments(access.With(ctx, rights.Reader()), f)
}

// Assessment gives an assessment with all its parts as of one state, or nil when there is none that may be seen. With a moment it is as
// it had been recorded by then, to who may see it now; of what had not been agreed by then only to who works on it. It is four
// statements, seven with a moment. A moment that is yet to come is INVALID with the path knownAt.
func (s *Service) Assessment(ctx context.Context, rights *access.Rights, id string, moment *time.Time) (*assessment.Document, error) {
	if !strings.HasPrefix(id, assessment.Prefix+"_") {
		return nil, nil
	}
	ctx = access.With(ctx, rights.Reader())
	if err := s.hasPassed(ctx, moment); err != nil {
		return nil, err
	}
	d, err := s.store.Assessment(ctx, id, moment)
	if err != nil || d == nil || d.Unpublished && !rights.WorksOn(d.PartnershipID) {
		return nil, err
	}
	return d, nil
}

// AssessmentWith gives the assessment that a section, a finding or a comment is a part of, or that has the id itself, with all its
// parts; nil when there is none that may be seen. It is five statements at most, and none for an id of another kind.
func (s *Service) AssessmentWith(ctx context.Context, rights *access.Rights, id string) (*assessment.Document, error) {
	if !strings.HasPrefix(id, assessment.Prefix+"_") {
		of, err := s.store.AssessmentOf(access.With(ctx, rights.Reader()), id)
		if err != nil {
			return nil, err
		}
		id = of
	}
	return s.Assessment(ctx, rights, id, nil)
}

// Standings tells how far each partnership that exists on a day, and that the viewer sees, has come by then with its assessment for a
// financial year. It is FORBIDDEN to who works on no assessments. It is one statement.
func (s *Service) Standings(ctx context.Context, at Reading, year int, day calendar.Date) ([]assessment.Standing, error) {
	if !at.Rights.WorksOnAny() {
		return nil, fault.New(fault.Forbidden, "", "how far assessments have come is for the programme's staff, and for partnerships about themselves")
	}
	y := calendar.FinancialYear(year)
	template := at.Graph.TemplateFor(document.NeedsAssessment, y)
	if !y.Valid() || template == nil {
		return nil, fault.New(fault.Invalid, "year", "there is no template of assessments for the financial year %s", y)
	}
	all, err := s.Assessments(ctx, at.Rights, AssessmentFilter{Year: &y})
	if err != nil {
		return nil, err
	}
	return assessment.Standings(at.Graph.Partnerships(day), all, template.Form, y, day), nil
}

// maxReferences is how many figures assessments may refer to together that are looked up at once.
const maxReferences = 30_000

// FigureReferences gives the numbers of the figures that assessments refer to in their sections and in findings that have not been withdrawn,
// by id of the assessment, each once; what somebody may not see of the assessments is left out. It is two statements. More than
// 30,000 references are LIMITED.
func (s *Service) FigureReferences(ctx context.Context, rights *access.Rights, assessments []string) (map[string][]int64, error) {
	refers, err := s.store.FigureReferences(access.With(ctx, rights.Reader()), assessments)
	if err != nil {
		return nil, err
	}
	numbers, count := make(map[string][]int64, len(refers)), 0
	for id, figures := range refers {
		numbers[id] = numbersOf(figures)
		count += len(figures)
	}
	if count > maxReferences {
		return nil, fault.New(fault.Limited, "", "these assessments refer to %d figures; at most %d are looked up at once: ask by region", count, maxReferences)
	}
	return numbers, nil
}

// SeedAssessments records assessments that are not recorded yet, by id, and leaves everything that is there as it is. It gives the
// number of new records; a second run gives 0 and changes nothing. The partnerships and templates are there already.
func (s *Service) SeedAssessments(ctx context.Context, documents []*assessment.Document) (int, error) {
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.ID
	}
	known, err := s.store.Assessments(service(ctx), AssessmentFilter{IDs: ids})
	if err != nil || len(known) == len(documents) {
		return 0, err
	}
	var count int
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		there, err := w.tx.Assessments(w.reading(ctx), AssessmentFilter{IDs: ids}) // looked at again: another process may have seeded meanwhile
		if err != nil {
			return Outcome{}, err
		}
		recorded := map[string]bool{}
		for _, a := range there {
			recorded[a.ID] = true
		}
		var missing []*assessment.Document
		count = 0
		for _, d := range documents {
			if _, ok := programme.Lookup[*programme.Partnership](w.g, d.PartnershipID); ok && !recorded[d.ID] {
				missing = append(missing, d)
				count += 1 + len(d.Sections) + len(d.Findings) + len(d.Comments)
			}
		}
		return Outcome{}, w.tx.InsertAssessments(ctx, missing...)
	})
	return count, err
}
