package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	floorserver "waymark/bench/floor"
	"waymark/bench/question"
)

// trial is one question to one contender.
type trial struct {
	question, about string
	heavy           bool
	to              *contender
	read            request   // what is asked again and again; of a change, there is change instead
	turns           []request // asked in turn instead, if there are any
	change          func(floorserver.Change) (request, error)
}

// prepare gives the trials, question by question, when all contenders give the same answer to each that they can answer.
func prepare(ctx context.Context, r run, b *database, all contenders, about question.Subject) ([]trial, error) {
	var err error
	clients := map[string]*client{}
	for _, c := range all {
		if clients[c.name], err = dial(ctx, c.address); err != nil {
			return nil, err
		}
		defer func() { _ = clients[c.name].conn.Close() }()
	}
	deep := about
	if deep.Cursor, err = cursor(clients[waymark], all[0], about.Offset); err != nil {
		return nil, err
	}
	shallow := about
	shallow.After, shallow.Offset = "", 0
	var trials []trial
	for _, q := range question.All() {
		if !r.wants(q.Name) {
			continue
		}
		on := shallow
		if q.Name == "Q3D" {
			on = deep
		}
		var first [][]string
		for _, c := range all {
			if c.name == kept && !q.Kept || c.name == waymark && q.Waymark == nil {
				continue
			}
			t := trial{question: q.Name, about: q.About, heavy: q.Heavy, to: c}
			ask, read := asking(q, c)
			if t.read, err = ask(on); err != nil {
				return nil, err
			}
			for _, on.Plan = range on.Plans {
				if !q.Turns {
					break
				}
				r, err := ask(on)
				if err != nil {
					return nil, err
				}
				t.turns = append(t.turns, r)
			}
			on.Plan = about.Plan
			rows, err := rowsOf(clients[c.name], t, read)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", q.Name, c.name, err)
			}
			if first == nil {
				first = rows
			}
			if err := question.Same(q.Name+": "+all[0].name+" and "+c.name, first, rows); err != nil {
				return nil, err
			}
			trials = append(trials, t)
		}
	}
	changes, err := changing(ctx, r, b, all, clients)
	return append(trials, changes...), err
}

// asking gives how a question is put to a contender, and how its answer is read.
func asking(q question.Question, c *contender) (ask func(question.Subject) (request, error), read func(question.Answer) [][]string) {
	switch c.name {
	case ground:
		return func(s question.Subject) (request, error) {
			return request{method: http.MethodGet, path: q.Floor(s)}, nil
		}, q.FromFloor
	case waymark, kept:
		return func(s question.Subject) (request, error) { return posted("/graphql", q.Waymark(s)) }, q.FromWaymark
	default:
		return func(s question.Subject) (request, error) { return posted("/graphql", q.PostGraphile(s)) }, q.FromPostGraphile
	}
}

func (r run) wants(name string) bool {
	return len(r.Questions) == 0 || slices.Contains(r.Questions, name)
}

func rowsOf(c *client, t trial, read func(question.Answer) [][]string) ([][]string, error) {
	text, err := c.ask(t.to, t.read)
	if err != nil {
		return nil, err
	}
	answer, err := question.Read(text)
	if err != nil {
		return nil, err
	}
	rows := read(answer)
	if len(rows) == 0 {
		return nil, errors.New("there is nothing in the answer")
	}
	return rows, nil
}

// cursor gives Waymark's cursor of the provider before the deep page, reading by the hundred.
func cursor(c *client, to *contender, offset int) (string, error) {
	after := map[string]any{}
	for offset > 0 {
		n := min(offset, 100)
		after["first"] = n
		r, err := posted("/graphql", question.Graph{Query: `query($first: Int, $after: String) { providers(first: $first, after: $after, filter: { kind: [VOLUNTARY] }) { pageInfo { endCursor } } }`, Variables: after})
		if err != nil {
			return "", err
		}
		text, err := c.ask(to, r)
		if err != nil {
			return "", err
		}
		answer, err := question.Read(text)
		if err != nil {
			return "", err
		}
		after["after"] = answer.Text("providers", "pageInfo", "endCursor")
		offset -= n
	}
	text, _ := after["after"].(string)
	return text, nil
}

// changing gives the trials of Q6: one action gets another text, by the version that the caller knows.
func changing(ctx context.Context, r run, b *database, all contenders, clients map[string]*client) ([]trial, error) {
	if !r.wants("Q6") {
		return nil, nil
	}
	var trials []trial
	for _, c := range all {
		if c.name == kept {
			continue
		}
		t := trial{question: "Q6", about: "an action changed by its version", to: c}
		switch c.name {
		case ground:
			t.change = func(x floorserver.Change) (request, error) { return posted("/q6", x) }
		case waymark:
			t.change = func(x floorserver.Change) (request, error) {
				return posted("/graphql", question.Graph{Query: `mutation($id: ID!, $input: PlanActionUpdateInput!) { planActionUpdate(id: $id, input: $input) { action { version text } userErrors { code message } } }`,
					Variables: map[string]any{"id": x.ID, "input": map[string]any{"expectedVersion": x.Version, "text": x.Text}}})
			}
		default:
			t.change = func(x floorserver.Change) (request, error) {
				return posted("/graphql", question.Graph{Query: `mutation($id: String!, $version: Int!, $text: String!) { peersActionUpdate(input: { action: $id, expected: $version, text: $text }) { result } }`,
					Variables: map[string]any{"id": x.ID, "version": x.Version, "text": x.Text}})
			}
		}
		if err := tried(ctx, b, clients[c.name], t); err != nil {
			return nil, fmt.Errorf("Q6: %s: %w", c.name, err)
		}
		trials = append(trials, t)
	}
	return trials, nil
}

// tried makes one change and looks for it in the database, and makes it once more by the version that has passed, which must not be done.
func tried(ctx context.Context, b *database, c *client, t trial) error {
	list, err := b.actions(ctx, t.to, 1)
	if err != nil {
		return err
	}
	x := list[0]
	x.Text = "Synthetic action: changed by " + t.to.name
	r, err := t.change(x)
	if err != nil {
		return err
	}
	text, err := c.ask(t.to, r)
	if err != nil {
		return err
	}
	if !bytes.Contains(text, []byte(x.Text)) {
		return fmt.Errorf("the answer is %s", text)
	}
	x.Text += " twice"
	if r, err = t.change(x); err != nil {
		return err
	}
	_, _ = c.ask(t.to, r) // the floor answers 404, the others 200 and that nothing was done
	var version int
	var now string
	if err := b.db.QueryRowContext(ctx, `SELECT version, text FROM plan_actions WHERE id = $1`, x.ID).Scan(&version, &now); err != nil {
		return err
	}
	if version != x.Version+1 || now+" twice" != x.Text {
		return fmt.Errorf("the action has version %d after %d, and says %q", version, x.Version, now)
	}
	return nil
}
