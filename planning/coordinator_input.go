package planning

// CoordinatorCreateInput is a person to put on the books.
type CoordinatorCreateInput struct {
	Name           string  // the name, 1 to 200 characters
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// CoordinatorUpdateInput says what to correct of a person.
type CoordinatorUpdateInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Name            string  // the name, 1 to 200 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
