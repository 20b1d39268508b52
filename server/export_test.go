package server

// Located is what settles where a request comes from.
var Located = located
