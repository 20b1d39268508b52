package assessment

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

func errNotTheirs() error {
	return fault.New(fault.Forbidden, "", "a submission is for who made it to withdraw; others return it with a reason")
}

// NewID makes an id that begins with a prefix.
type NewID func(prefix string) string

// Begin gives the sections of a new assessment, empty, as its template has them.
func Begin(a *Assessment, form *document.Template, newID NewID) *Document {
	d := &Document{Assessment: a}
	for i, s := range form.Sections {
		d.Sections = append(d.Sections, &Section{Meta: meta(SectionPrefix, a, newID), AssessmentID: a.ID, PartnershipID: a.PartnershipID,
			Code: s.Code, Position: i + 1, Title: s.Title, Group: s.Group, Status: Empty})
	}
	return d
}

func meta(prefix string, a *Assessment, newID NewID) programme.Meta {
	return programme.Meta{ID: newID(prefix), Synthetic: a.Synthetic}
}

// CarryFrom puts into a new assessment what it takes from an earlier one: texts, figures and people of the sections that it has
// too, local sections, and the findings that are open. Each says what it was carried from. With whole, as for another edition of
// the same, what has been answered or withdrawn comes too, and a section is as far as it was.
func (d *Document) CarryFrom(from *Document, whole bool, newID NewID) {
	d.Assessment.CarriedFrom = from.ID
	for _, was := range from.Sections {
		i := slices.IndexFunc(d.Sections, func(s *Section) bool { return s.Code == was.Code })
		if i < 0 {
			if !was.Local() {
				continue // the form has no such section any more
			}
			i = len(d.Sections)
			d.Sections = append(d.Sections, &Section{Meta: meta(SectionPrefix, d.Assessment, newID), AssessmentID: d.ID, PartnershipID: d.PartnershipID,
				Code: was.Code, Position: i + 1, Title: was.Title, Group: was.Group, Status: Empty})
		}
		s := d.Sections[i]
		s.Text, s.Figures, s.Members, s.CarriedFrom = was.Text, slices.Clone(was.Figures), slices.Clone(was.Members), was.ID
		switch {
		case whole:
			s.Status = was.Status
		case was.Status != Empty:
			s.Status = Begun
		}
	}
	for _, was := range from.Findings {
		if was.Status != Open && !whole {
			continue
		}
		f := *was
		f.Meta, f.AssessmentID, f.CarriedFrom, f.Writers = meta(FindingPrefix, d.Assessment, newID), d.ID, was.ID, nil
		f.Evidence, f.Groups = slices.Clone(was.Evidence), slices.Clone(was.Groups)
		d.Findings = append(d.Findings, &f)
	}
}

// LastBefore gives what the assessment of a year is rolled forward from: of the newest earlier year that there is one of, the edition
// that was agreed last, or, when none was, the newest. It is nil when there is none.
func LastBefore(all []*Assessment, year calendar.FinancialYear) *Assessment {
	var best *Assessment
	for _, a := range all {
		if a.Year >= year {
			continue
		}
		if best == nil || a.Year > best.Year || a.Year == best.Year && (a.Unpublished == best.Unpublished && a.Edition > best.Edition || !a.Unpublished && best.Unpublished) {
			best = a
		}
	}
	return best
}

// LocalPrefix begins the codes of sections, and of the groups that they are about, that a partnership has added itself.
const LocalPrefix = "LOCAL_"

// Local tells whether the partnership has added the section itself.
func (s *Section) Local() bool {
	return len(s.Code) > len(LocalPrefix) && s.Code[:len(LocalPrefix)] == LocalPrefix
}
