package question

import "strings"

// plan asks for one plan with everything that is written in it. What an action is bound to is told by each in its own way: Waymark nests, the others
// name what a row lies in, and the names of what each lies in are compared.
func plan() Question {
	return Question{
		Name: "Q4", About: "a plan with all that is in it, each plan in turn", Turns: true,
		Waymark: func(s Subject) Graph {
			return graph(`query($id: ID!) { plan(id: $id) { state year partnership { code } parts { code title text status
				lines { stream name planned committed spent }
				priorities { statement objectives { statement funding { pence } actions {
				text byWhen { day words } owner { role organisation } resources target { value } pathway progress } } } } } }`, map[string]any{"id": s.Plan})
		},
		FromWaymark: func(a Answer) [][]string {
			p := a.At("plan")
			rows := [][]string{{p.Text("state"), p.Text("year"), p.Text("partnership", "code")}}
			for _, part := range p.List("parts") {
				rows = append(rows, []string{"part", part.Text("code"), part.Text("title"), part.Text("text"), part.Text("status")})
				for _, l := range part.List("lines") {
					rows = append(rows, line(part.Text("code"), l))
				}
				for _, priority := range part.List("priorities") {
					rows = append(rows, []string{"priority", part.Text("code"), priority.Text("statement")})
					for _, o := range priority.List("objectives") {
						rows = append(rows, []string{"objective", priority.Text("statement"), o.Text("statement"), pence(o.List("funding"))})
						for _, x := range o.List("actions") {
							rows = append(rows, action(priority.Text("statement"), x, x.At("byWhen"), x.At("owner"), x.At("target")))
						}
					}
				}
			}
			return rows
		},
		PostGraphile: func(s Subject) Graph {
			return graph(`query($id: String!) { planByRowId(rowId: $id) { state year partnershipByPartnershipId { code }
				parts: planPartsByPlanId { nodes { id: rowId code title text status } }
				lines: fundingLinesByPlanId(filter: { removed: { equalTo: "" } }) { nodes { part: partId stream name planned committed spent } }
				priorities: planPrioritiesByPlanId(filter: { removed: { equalTo: "" } }) { nodes { id: rowId part: partId statement } }
				objectives: planObjectivesByPlanId(filter: { removed: { equalTo: "" } }) { nodes { id: rowId priority: priorityId statement funding } }
				actions: planActionsByPlanId(filter: { removed: { equalTo: "" } }) { nodes { objective: objectiveId text byWhen owner resources target pathway progress } } } }`,
				map[string]any{"id": s.Plan})
		},
		FromPostGraphile: func(a Answer) [][]string {
			p := a.At("planByRowId")
			return flat(p, p.Text("partnershipByPartnershipId", "code"), "nodes")
		},
		Floor:     func(s Subject) string { return "/q4?plan=" + s.Plan },
		FromFloor: func(a Answer) [][]string { return flat(a, a.Text("partnership")) },
	}
}

// flat reads a plan whose rows name what they lie in.
func flat(p Answer, partnership string, below ...string) [][]string {
	list := func(name string) []Answer { return p.List(append([]string{name}, below...)...) }
	rows := [][]string{{p.Text("state"), p.Text("year"), partnership}}
	named := map[string]string{}
	for _, part := range list("parts") {
		named[part.Text("id")] = part.Text("code")
		rows = append(rows, []string{"part", part.Text("code"), part.Text("title"), part.Text("text"), part.Text("status")})
	}
	for _, l := range list("lines") {
		rows = append(rows, line(named[l.Text("part")], l))
	}
	for _, x := range list("priorities") {
		named[x.Text("id")] = x.Text("statement")
		rows = append(rows, []string{"priority", named[x.Text("part")], x.Text("statement")})
	}
	for _, o := range list("objectives") {
		named[o.Text("id")] = named[o.Text("priority")]
		rows = append(rows, []string{"objective", named[o.Text("priority")], o.Text("statement"), pence(o.Parsed("funding").List())})
	}
	for _, x := range list("actions") {
		rows = append(rows, action(named[x.Text("objective")], x, x.Parsed("byWhen"), x.Parsed("owner"), x.Parsed("target")))
	}
	return rows
}

func line(part string, l Answer) []string {
	return []string{"line", part, l.Text("stream"), l.Text("name"), l.Text("planned"), l.Text("committed"), l.Text("spent")}
}

func action(of string, x, when, owner, target Answer) []string {
	return []string{"action", of, x.Text("text"), when.Text("day"), when.Text("words"), owner.Text("role"), owner.Text("organisation"), x.Text("resources"),
		target.Text("value"), x.Text("pathway"), x.Text("progress")}
}

func pence(list []Answer) string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.Text("pence")
	}
	return strings.Join(out, ",")
}
