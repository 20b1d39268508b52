package plan

// Traced is a priority on the way from a finding to what comes of it.
type Traced struct {
	Priority *Priority
	Answers  bool // it names the finding itself; otherwise an objective of it does
	Serving  []Serving
}

// Serving is an objective that serves a finding, with what will be done for it.
type Serving struct {
	Objective *Objective
	Actions   []*Action
}

// Trace follows a finding through a plan: the priorities that answer it, the objectives under them that serve it, and their actions, each with
// its target, in the order of the plan. A priority that does not answer it is there when one of its objectives serves it. A finding of another year or edition is the
// same when it is of the same line. What is not in the plan any more is left out.
func (d *Document) Trace(finding string, lines Lines) []Traced {
	traced := []Traced{}
	for _, r := range d.Outline() {
		switch x := r.(type) {
		case *Priority:
			traced = append(traced, Traced{Priority: x, Answers: lines.Any(x.Findings, finding)})
		case *Objective: // the last priority is the one that it lies in, and the last objective that of an action
			if last := &traced[len(traced)-1]; lines.Any(x.Findings, finding) {
				last.Serving = append(last.Serving, Serving{Objective: x})
			}
		case *Action:
			last := &traced[len(traced)-1]
			if n := len(last.Serving); n > 0 && last.Serving[n-1].Objective.ID == x.ObjectiveID {
				last.Serving[n-1].Actions = append(last.Serving[n-1].Actions, x)
			}
		}
	}
	onTheWay := traced[:0]
	for _, t := range traced {
		if t.Answers || len(t.Serving) > 0 {
			onTheWay = append(onTheWay, t)
		}
	}
	return onTheWay
}
