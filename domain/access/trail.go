package access

import (
	"maps"
	"slices"

	"waymark/domain/audit"
	"waymark/domain/viewer"
)

// Trail is what of the audit somebody may read.
type Trail struct {
	About      []string // ids of partnerships: only entries that are about one of them; nil: entries about anything
	Grants     bool     // entries about grants too
	Restricted bool     // entries about restricted statements too
	Batches    bool     // entries about batches of figures too, some of which may be under embargo
	Scenarios  []string // ids of the scenarios of posts whose entries may be read
	Names      bool     // names of people are told in them, and who made the change
}

// Trail decides what of the audit the viewer may read: the programme's own people all of it, but for grants, which are for
// administrators; who works for partnerships what is about theirs, without names. For everybody else ok is false.
func (r *Rights) Trail() (t Trail, ok bool) {
	t = Trail{Grants: r.Has(viewer.Administrator), Restricted: r.SeesRestricted(), Batches: r.National(), Names: r.SeesNames()}
	if r.Staff() {
		t.Scenarios = r.scenarios()
		return t, true
	}
	t.About = r.ownPartnerships()
	return t, len(t.About) > 0
}

// Shows tells whether an entry, whose subjects are known, may be read.
func (t Trail) Shows(e audit.Entry) bool {
	switch {
	case e.Type == "Grant" && !t.Grants, e.Restricted && !t.Restricted, e.Type == "FigureBatch" && !t.Batches,
		e.Type == "Allocation" && !slices.Contains(t.Scenarios, e.RecordID):
		return false
	}
	return t.About == nil || slices.ContainsFunc(e.Subjects, func(id string) bool { return slices.Contains(t.About, id) })
}

// ownPartnerships gives the ids of the partnerships that the viewer works for, sorted; never nil.
func (r *Rights) ownPartnerships() []string {
	own := map[string]bool{}
	for _, g := range r.grants {
		if r.g == nil || !slices.Contains(commissioners, g.Role) {
			continue
		}
		if p := r.g.Partnership(g.Scope.Code); p != nil {
			own[p.ID] = true
		}
	}
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(maps.Keys(own))))
}
